namespace SeoRankGenius.Credits.Demo.Sandbox.State;

/// <summary>Cents as Stripe splits them: list price, what a code takes off, tax on the rest, what is paid.</summary>
internal readonly record struct Amounts(long Subtotal, long Discount, long Tax)
{
    private const int TaxPercent = 10;

    public long Total => Subtotal - Discount + Tax;

    /// <summary>What each promotion code of the sandbox takes off.</summary>
    public static IReadOnlyDictionary<string, int> PercentOff { get; } =
        new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["SAVE20"] = 20, ["FREE100"] = 100 };

    public static Amounts Of(CheckoutSession session, LineItem item)
    {
        var subtotal = item.UnitAmountCents * item.Quantity;
        var discount = session.PromotionCode is { } code ? Percent(subtotal, PercentOff[code]) : 0;
        return new Amounts(subtotal, discount, session.AutomaticTax ? Percent(subtotal - discount, TaxPercent) : 0);
    }

    public static Amounts Of(CheckoutSession session) => session.Items
        .Select(item => Of(session, item))
        .Aggregate((a, b) => new Amounts(a.Subtotal + b.Subtotal, a.Discount + b.Discount, a.Tax + b.Tax));

    private static long Percent(long cents, int percent) => (cents * percent + 50) / 100;
}
