namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>The state of a purchase for its buyer.</summary>
/// <param name="Tone">The badge's color: good, warn, bad, or none.</param>
/// <param name="Label">One or two words.</param>
/// <param name="Sentence">What happened and what happens next.</param>
public sealed record PurchaseSummary(string Tone, string Label, string Sentence)
{
    public static PurchaseSummary Of(Purchase purchase) => purchase switch
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
        { Status: PurchaseStatus.Failed } => new(
            "", "Not charged", $"{purchase.Reason} Nothing was charged and no credits were added."),
        { DisputedMinor: > 0 } => new(
            "bad", "Disputed", $"Your bank is holding {Returned(purchase)}{CreditsTaken(purchase)}"),
        { RefundedMinor: > 0 } when purchase.RefundedMinor >= purchase.PaidMinor => new(
            "", "Refunded", $"You got {Returned(purchase)} back{CreditsTaken(purchase)}"),
        { RefundedMinor: > 0 } => new(
            "good", "Partly refunded", $"You got {Returned(purchase)} back{CreditsTaken(purchase)}"),
        _ => new("good", "Paid", $"The credits are in your {purchase.Pool.Title()}."),
    };

    /// <summary>The badge needs its sentence: anything but a plain payment.</summary>
    public bool IsOpen => Label != "Paid";

    /// <summary>The checkout ended without a payment. A declined charge of a saved card is not a checkout.</summary>
    public static bool IsAbandoned(Purchase purchase) => purchase is
        { Status: PurchaseStatus.Failed, Kind: PurchaseKind.Checkout or PurchaseKind.SetUp };

    /// <summary>How it was bought, below the pack: <c>Auto top-up</c>, or nothing for a checkout.</summary>
    public static string? Source(PurchaseKind kind) => kind switch
    {
        PurchaseKind.Automatic => "Auto top-up",
        PurchaseKind.Checkout or PurchaseKind.SetUp => null,
    };

    private static string Returned(Purchase purchase) => Format.Money(
        Math.Min(purchase.RefundedMinor + purchase.DisputedMinor, purchase.PaidMinor ?? 0), purchase.Currency);

    private static string CreditsTaken(Purchase purchase) => purchase.CreditsTaken switch
    {
        0 => ".",
        var credits => $", and {Format.Credits(credits)} {(credits == 1 ? "was" : "were")} removed from your "
            + $"{purchase.Pool.Title()}.",
    };
}
