using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Web.Formatting;

namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>What became of a purchase, in plain words.</summary>
/// <param name="Tone">The badge's colour: good, warn, bad, or none.</param>
/// <param name="Label">One or two words.</param>
/// <param name="Sentence">What happened and what comes next.</param>
public sealed record PurchaseSummary(string Tone, string Label, string Sentence)
{
    /// <summary><c>5,000 shared credits</c></summary>
    public static string Name(Purchase purchase) =>
        $"{Format.Number(purchase.Credits)} {(purchase.Pool == PoolKind.Shared ? "shared" : "domain")} credits";

    public static PurchaseSummary Of(Purchase purchase) => purchase switch
    {
        { Status: PurchaseStatus.Open, Kind: PurchaseKind.Automatic } => new(
            "warn", "Waiting", "Your saved card is being charged. As soon as Stripe tells us that it is paid, the "
            + "credits appear by themselves."),
        { Status: PurchaseStatus.Open } => new(
            "warn", "Waiting", "Stripe has not reported a payment for this checkout. If you have paid, the credits "
            + "appear by themselves; if you have not, nothing is charged."),
        { Status: PurchaseStatus.Pending } => new(
            "warn", "On its way", "Your bank has not confirmed the payment yet, which can take a few days. The credits "
            + "then appear by themselves."),
        { Status: PurchaseStatus.Failed } => new(
            "", "Not charged", $"{purchase.Reason} Nothing was charged and no credits were added."),
        { DisputedCents: > 0 } => new("bad", "Disputed", $"Your bank holds back {Back(purchase)}{Left(purchase)}"),
        { RefundedCents: > 0 } when purchase.RefundedCents >= purchase.PaidCents => new(
            "", "Refunded", $"You got {Back(purchase)} back{Left(purchase)}"),
        { RefundedCents: > 0 } => new("good", "Partly refunded", $"You got {Back(purchase)} back{Left(purchase)}"),
        _ => new("good", "Paid", $"The credits are in your {Pool(purchase)}."),
    };

    private static string Back(Purchase purchase) => Format.Money(
        Math.Min(purchase.RefundedCents + purchase.DisputedCents, purchase.PaidCents ?? 0), purchase.Currency);

    private static string Left(Purchase purchase) => purchase.CreditsTaken > 0
        ? $", and {Format.Number(purchase.CreditsTaken)} credits left your {Pool(purchase)} with it."
        : ".";

    private static string Pool(Purchase purchase) =>
        purchase.Pool == PoolKind.Shared ? "Shared Credits" : "Domain Credits";
}
