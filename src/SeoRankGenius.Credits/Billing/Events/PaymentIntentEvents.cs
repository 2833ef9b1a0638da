using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Data;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>
/// The part of the settle step that is about charges of saved cards, whatever told of them: Stripe's answer, an event,
/// or a payment that was read back.
/// </summary>
public sealed class PaymentIntentEvents(
    OffSessionPayments cards, Fulfillment crediting, StripeOptions settings, TimeProvider time)
{
    /// <summary>The types of events about payments.</summary>
    internal static readonly IReadOnlySet<string> Types = new HashSet<string>
    {
        EventTypes.PaymentIntentSucceeded,
        EventTypes.PaymentIntentProcessing,
        EventTypes.PaymentIntentPaymentFailed,
        EventTypes.PaymentIntentCanceled,
    };

    /// <summary>Is it an event about a payment?</summary>
    internal static bool Concerns(StripeEvent received) =>
        received.ObjectKind == "payment_intent" && received.ObjectId is not null && Types.Contains(received.Type);

    /// <summary>
    /// The payment in an event, or as Stripe answers where the event does not say enough; null when there is none.
    /// Throws <see cref="DependencyUnavailable"/> when Stripe can't be asked.
    /// </summary>
    internal async Task<PaymentIntent?> ReadAsync(StripeEvent received, CancellationToken cancellation) =>
        received.Object() as PaymentIntent ?? await cards.ReadAsync(received.ObjectId!, cancellation);

    /// <summary>
    /// Moves an automatic purchase to where its payment stands, credits what is paid, and lets its automatic top-up
    /// know. Runs inside the caller's transaction; may be repeated, in any order. What belongs to a checkout is left
    /// to its session.
    /// </summary>
    internal async Task<EventResult> SettleAsync(CreditsDb db, PaymentIntent? told, bool isLive)
    {
        if (!Guid.TryParse(told?.Metadata?.GetValueOrDefault("purchase_id"), out var id))
            return new EventResult(EventOutcome.Ignored);
        if (PurchaseStore.Lock(db, id) is not { } purchase)
            return EventResult.Flag(null, "No purchase of ours has this payment.");
        if (purchase.Kind != PurchaseKind.Automatic)
            return new EventResult(EventOutcome.Ignored);
        if (Mismatch(purchase, told!, isLive) is { } reason)
            return EventResult.Flag(purchase.Id, reason);

        purchase.StripePaymentIntentId ??= told!.Id;
        var outcome = await AdvanceAsync(db, purchase, told!);
        PurchaseStore.Save(db, purchase);
        return new EventResult(outcome, purchase.Id);
    }

    /// <summary>A charge that Stripe did not even begin: the purchase failed.</summary>
    internal async Task<EventResult> SettleAsync(CreditsDb db, Guid purchaseId, AutoTopUpProblem trouble)
    {
        var purchase = PurchaseStore.Lock(db, purchaseId)!;
        var outcome = await FailAsync(
            db, purchase, trouble,
            trouble == AutoTopUpProblem.CardGone ? "Stripe no longer has the saved card." : "The card was declined.");
        PurchaseStore.Save(db, purchase);
        return new EventResult(outcome, purchase.Id);
    }

    private string? Mismatch(Purchase purchase, PaymentIntent told, bool isLive)
    {
        if (purchase.StripePaymentIntentId is { } known && known != told.Id)
            return $"The purchase has another payment, {known}.";
        if (told.Livemode != settings.IsLive || isLive != settings.IsLive)
            return settings.IsLive
                ? "A test payment, but our key is live."
                : "A live payment, but our key is a test key.";
        if (!string.Equals(told.Currency, purchase.Currency, StringComparison.OrdinalIgnoreCase))
            return $"Currency {told.Currency}, sold in {purchase.Currency}.";
        return told.Amount == purchase.PriceCents
            ? null
            : $"Charged {new Money(told.Amount, told.Currency)}, "
                + $"sold for {new Money(purchase.PriceCents, purchase.Currency)}.";
    }

    private async Task<EventOutcome> AdvanceAsync(CreditsDb db, Purchase purchase, PaymentIntent told)
    {
        switch (told.Status)
        {
            case "succeeded":
                var outcome = crediting.Credit(db, purchase, told.Amount);
                if (outcome == EventOutcome.Credited)
                    await StepAsync(db, purchase, topUp => topUp.Succeed());
                return outcome;
            case "processing":
                return purchase.Advance(PurchaseStatus.Pending) ? EventOutcome.Noted : EventOutcome.NothingToDo;
            case "requires_payment_method" or "requires_action" or "canceled":
                var asks = told.Status == "requires_action"
                    || told.LastPaymentError is { Code: "authentication_required" }
                        or { DeclineCode: "authentication_required" };
                return await FailAsync(
                    db, purchase, asks ? AutoTopUpProblem.Authentication : AutoTopUpProblem.Declined, Reason(told,
                        asks));
            default:
                return EventOutcome.NothingToDo;
        }
    }

    private async Task<EventOutcome> FailAsync(
        CreditsDb db, Purchase purchase, AutoTopUpProblem trouble, string reason)
    {
        // A decline counts once, however many tell of it.
        if (!purchase.Advance(PurchaseStatus.Failed, reason))
            return EventOutcome.NothingToDo;
        var now = time.GetUtcNow().UtcDateTime;
        await StepAsync(db, purchase, topUp =>
        {
            if (trouble == AutoTopUpProblem.Declined)
                topUp.Decline(now);
            else
                topUp.Stop(trouble, now);
        });
        return EventOutcome.Noted;
    }

    // A card that was saved since is not to blame for what became of the one before.
    private static async Task StepAsync(CreditsDb db, Purchase purchase, Action<AutoTopUp> step)
    {
        var topUp = await db.AutoTopUps.SingleAsync(row => row.PoolId == purchase.TopUpPoolId);
        if (topUp.PaymentMethodId == purchase.PaymentMethodId)
            step(topUp);
        await db.SaveChangesAsync();
    }

    private static string Reason(PaymentIntent told, bool asks) => (asks, told.Status, told.LastPaymentError) switch
    {
        (true, _, _) => "The card's bank asked for its owner.",
        (_, "canceled", _) => "The charge was canceled.",
        (_, _, { DeclineCode: "insufficient_funds" }) => "The card had not enough funds.",
        (_, _, { Code: "expired_card" }) => "The card has expired.",
        _ => "The card was declined.",
    };
}
