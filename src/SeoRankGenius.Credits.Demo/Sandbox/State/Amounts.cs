namespace SeoRankGenius.Credits.Demo.Sandbox.State;

/// <summary>Minor units of a currency, as Stripe splits them: list price, discount, tax on the rest.</summary>
internal readonly record struct Amounts(long Subtotal, long Discount, long Tax)
{
    private const int TaxPercent = 10;

    public long Total => Subtotal - Discount + Tax;

    /// <summary>The discount of each promotion code, in percent.</summary>
    public static IReadOnlyDictionary<string, int> PercentOff { get; } =
        new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["SAVE20"] = 20, ["FREE100"] = 100 };

    public static Amounts Of(CheckoutSession session, LineItem item)
    {
        var subtotal = item.UnitAmount * item.Quantity;
        var discount = session.PromotionCode is { } code ? Percent(subtotal, PercentOff[code]) : 0;
        return new Amounts(subtotal, discount, session.AutomaticTax ? Percent(subtotal - discount, TaxPercent) : 0);
    }

    public static Amounts Of(CheckoutSession session) => session.Items
        .Select(item => Of(session, item))
        .Aggregate((a, b) => new Amounts(a.Subtotal + b.Subtotal, a.Discount + b.Discount, a.Tax + b.Tax));

    private static long Percent(long amount, int percent) => (amount * percent + 50) / 100;
}
