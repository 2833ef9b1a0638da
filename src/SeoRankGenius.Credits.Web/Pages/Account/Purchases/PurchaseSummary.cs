namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>The state of a purchase, or of a plan's paid invoice, for its buyer.</summary>
/// <param name="Tone">The badge's color: good, warn, bad, or none.</param>
/// <param name="Label">One or two words.</param>
/// <param name="Sentence">What happened and what happens next.</param>
public sealed record PurchaseSummary(string Tone, string Label, string Sentence)
{
    public static PurchaseSummary Of(PaidCredits paid) => paid switch
    {
        Purchase { Status: not PurchaseStatus.Paid } purchase => OfUnpaid(purchase),
        { DisputedMinor: > 0 } => new("bad", "Disputed", $"Your bank is holding {Returned(paid)}{CreditsTaken(paid)}"),
        { RefundedMinor: > 0 } when paid.RefundedMinor >= paid.PaidMinor => new(
            "", "Refunded", $"You got {Returned(paid)} back{CreditsTaken(paid)}"),
        { RefundedMinor: > 0 } => new(
            "good", "Partly refunded", $"You got {Returned(paid)} back{CreditsTaken(paid)}"),
        _ => new("good", "Paid", $"The credits are in your {Pool(paid).Title()}."),
    };

    /// <summary><c>5,000 shared credits</c>, or <c>Pro plan, one month</c>.</summary>
    public static string Name(PaidCredits paid, PriceList catalog) => paid is PlanInvoice invoice
        ? $"{DisplayNames.PlanName(invoice.Plan, catalog)} plan, one month"
        : Format.Credits(paid.Credits, Pool(paid));

    private static PurchaseSummary OfUnpaid(Purchase purchase) => purchase switch
    {
        { Status: PurchaseStatus.Open, Kind: PurchaseKind.Automatic } => new(
            "warn", "Waiting", "Your saved card is being charged. The credits appear as soon as Stripe confirms the "
            + "payment."),
        { Status: PurchaseStatus.Open } => new(
            "warn", "Waiting", "Stripe has not reported a payment for this checkout. If you have paid, the credits "
            + "appear automatically. If you have not, nothing is charged."),
        { Status: PurchaseStatus.Pending } => new(
            "warn", "Pending", "Your bank has not confirmed the payment yet, which can take a few days. The credits "
            + "appear as soon as it does."),
        _ => new(
            "", "Not charged", $"{purchase.Reason} Nothing was charged and no credits were added."),
    };

    /// <summary>The badge needs its sentence: anything but a plain payment.</summary>
    public bool IsOpen => Label != "Paid";

    /// <summary>The checkout ended without a payment. A declined charge of a saved card is not a checkout.</summary>
    public static bool IsAbandoned(PaidCredits paid) => paid is Purchase
        { Status: PurchaseStatus.Failed, Kind: PurchaseKind.Checkout or PurchaseKind.SetUp };

    /// <summary>Below the name: <c>Auto top-up</c>, what a plan's month includes, or nothing for a checkout.</summary>
    public static string? Source(PaidCredits paid) => paid switch
    {
        Purchase { Kind: PurchaseKind.Automatic } => "Auto top-up",
        PlanInvoice { Credits: > 0 } => $"{Format.Credits(paid.Credits)} included",
        _ => null,
    };

    private static PoolKind Pool(PaidCredits paid) => paid is Purchase purchase ? purchase.Pool : PoolKind.Shared;

    private static string Returned(PaidCredits paid) => Format.Money(
        Math.Min(paid.RefundedMinor + paid.DisputedMinor, paid.PaidMinor ?? 0), paid.Currency);

    private static string CreditsTaken(PaidCredits paid) => paid.CreditsTaken switch
    {
        0 => ".",
        var credits => $", and {Format.Credits(credits)} {(credits == 1 ? "was" : "were")} removed from your "
            + $"{Pool(paid).Title()}.",
    };
}
