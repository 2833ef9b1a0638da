using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;
using Stripe.Checkout;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>
/// Checkout Sessions of purchases, from an event or read back from Stripe. Those of subscriptions are passed on to
/// <see cref="SubscriptionEvents"/>.
/// </summary>
public sealed class CheckoutEvents(
    CheckoutSessions sessions, SubscriptionEvents subscriptions, Fulfillment fulfillment, StripeOptions settings)
{
    /// <summary>Prepares an event. Throws <see cref="DependencyUnavailable"/> when Stripe cannot be asked.</summary>
    internal async Task<PreparedChange> PrepareAsync(StripeEvent stripeEvent, CancellationToken cancellation)
    {
        if (stripeEvent is not { ObjectKind: "checkout.session", ObjectId: { } id })
            return PreparedChange.Ignored;
        if (stripeEvent.SessionMode == "subscription")
            return await subscriptions.PrepareAsync(stripeEvent, cancellation);
        var session = stripeEvent.Object() as Session ?? await sessions.FindAsync(id, cancellation);
        return Prepare(session, stripeEvent);
    }

    /// <summary>Prepares a session as it is at Stripe now. Throws as above.</summary>
    internal async Task<PreparedChange> PrepareAsync(string sessionId, CancellationToken cancellation) =>
        Prepare(await sessions.FindAsync(sessionId, cancellation), stripeEvent: null);

    /// <summary>
    /// Prepares the session of a purchase that does not know it; nothing when Stripe has none. Throws as above.
    /// </summary>
    internal async Task<PreparedChange> PrepareLostAsync(Purchase purchase, CancellationToken cancellation) =>
        await sessions.FindAsync(purchase, cancellation) is { } session
            ? Prepare(await sessions.FindAsync(session.Id, cancellation), stripeEvent: null)
            : PreparedChange.Ignored;

    private PreparedChange Prepare(Session? session, StripeEvent? stripeEvent) => PreparedChange.OfStatements(
        db => Apply(db, session, stripeEvent),
        Guid.TryParse(session?.ClientReferenceId, out var id) ? id : null);

    private EventResult Apply(CreditsDb db, Session? session, StripeEvent? stripeEvent)
    {
        if (session is null)
            return EventResult.Flag(
                null, "Stripe has no session with this id. Check that the event is from the configured account.");
        // By our own reference and not by the session's id: the event may arrive before that id is stored.
        if (!Guid.TryParse(session.ClientReferenceId, out var id) || PurchaseStore.Lock(db, id) is not { } purchase)
            return CheckoutSessions.IsOurs(session.Metadata)
                ? EventResult.Flag(null, "No purchase has this session, although this app made it.")
                : new EventResult(EventOutcome.Ignored);
        if (Mismatch(purchase, session, stripeEvent?.IsLive) is { } reason)
            return EventResult.Flag(purchase.Id, reason);

        PurchaseStore.KeepSession(db, purchase, session.Id);
        purchase.StripePaymentIntentId ??= session.PaymentIntentId;
        var outcome = Advance(db, purchase, session, stripeEvent?.Type);
        PurchaseStore.Save(db, purchase);
        return new EventResult(outcome, purchase.Id);
    }

    // Compares the list price: amount_total changes with tax and promotion codes.
    private string? Mismatch(Purchase purchase, Session session, bool? isLiveEvent) =>
        purchase.StripeSessionId is { } known && known != session.Id
            ? $"The purchase already has another session, {known}."
            : settings.ModeMismatch(session.Livemode, isLiveEvent)
                ?? purchase.AmountMismatch("List price", session.AmountSubtotal, session.Currency);

    private EventOutcome Advance(CreditsDb db, Purchase purchase, Session session, string? type)
    {
        if (session is { Status: "complete", PaymentStatus: "paid" or "no_payment_required" })
            return fulfillment.Credit(db, purchase, session.AmountTotal);
        var isUnpaid = session is { Status: "complete", PaymentStatus: "unpaid" };
        if (type == EventTypes.CheckoutSessionAsyncPaymentFailed
            || (isUnpaid && session.PaymentIntent is { Status: "requires_payment_method" or "canceled" }))
            return EventResult.Noted(purchase.Advance(PurchaseStatus.Failed, "The payment failed at the bank."));
        return session.Status switch
        {
            "complete" => EventResult.Noted(purchase.Advance(PurchaseStatus.Pending)),
            "expired" => EventResult.Noted(purchase.Advance(PurchaseStatus.Failed, "The checkout expired.")),
            _ => EventOutcome.NothingToDo,
        };
    }
}
