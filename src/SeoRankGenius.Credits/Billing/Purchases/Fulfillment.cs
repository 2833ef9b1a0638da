using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Billing.Purchases;

/// <summary>Turns a paid purchase into credits.</summary>
public sealed class Fulfillment(CreditLedger ledger, CreditClawback clawback, TimeProvider time)
{
    private const string Actor = "stripe";

    /// <summary>
    /// Marks a purchase as paid and posts its credits into its pool, once. Runs inside the caller's transaction, with
    /// the purchase locked; the caller saves it.
    /// </summary>
    internal EventOutcome Credit(CreditsDb db, Purchase purchase, long? paidMinor)
    {
        if (!purchase.Advance(PurchaseStatus.Paid))
            return EventOutcome.NothingToDo;

        purchase.PaidAt = time.GetUtcNow().UtcDateTime;
        purchase.PaidMinor = paidMinor ?? purchase.PriceMinor;
        purchase.Pool = PurchaseStore.Destination(db, purchase);
        ledger.Post(
            db,
            Movement.Into(purchase.PoolId, purchase.Credits, TransactionKind.Purchase, purchase.Cause, Actor));
        WebhookEvents.Queue(
            db, purchase.LicenseId, (WebhookEvents.PurchaseFulfilled, $"fulfilled:{purchase.Id:N}"),
            purchase.PaidAt.Value, () => FactsOf(db, purchase));
        if (purchase.Returns == 0)
            return EventOutcome.Credited;

        // The refund or dispute arrived before the payment.
        clawback.Reclaim(
            db, purchase, purchase.RefundedMinor > 0 ? TransactionKind.Refund : TransactionKind.Dispute);
        PurchaseStore.SaveReturned(db, purchase);
        return EventOutcome.Credited;
    }

    // The price is the list price in minor units, as in the API's packs.
    private static object FactsOf(CreditsDb db, Purchase purchase) => new
    {
        PurchaseId = purchase.Id, purchase.Pack, Pool = purchase.Pool.Code(), purchase.Credits, purchase.PriceMinor,
        purchase.Currency, Site = WebhookEvents.DomainOf(db, purchase.SiteId),
        IsAutomatic = purchase.Kind == PurchaseKind.Automatic,
    };
}
