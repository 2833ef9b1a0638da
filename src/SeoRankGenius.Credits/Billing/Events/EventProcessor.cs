using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Data;
using Stripe;
using Stripe.Checkout;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>
/// The one step that turns a payment into credits, and money gone back into credits taken back. Webhook, landing page
/// and sweep all run it; whoever comes first wins and the others change nothing. Purchases, refunds and disputes only
/// move forward, so the order in which Stripe's events arrive does not matter.
/// </summary>
public sealed class EventProcessor(
    Writer writer,
    CheckoutSessions sessions,
    OffSessionPayments cards,
    Fulfillment crediting,
    RefundEvents returning,
    PaymentIntentEvents charges,
    SubscriptionSync following,
    StripeOptions settings,
    TimeProvider time,
    ILogger<EventProcessor> log)
{
    /// <summary>The types of events that have an effect.</summary>
    internal static IEnumerable<string> Types =>
        CheckoutSessions.Types.Concat(
            RefundEvents.Types).Concat(PaymentIntentEvents.Types).Concat(SubscriptionSync.Types);

    /// <summary>
    /// Stores an event with its effect in one transaction. May be repeated and run at once any number of times: an
    /// event stored before changes nothing. Throws <see cref="DependencyUnavailable"/> when it could not be stored, or
    /// Stripe not asked: the event must come again.
    /// </summary>
    /// <returns>What the event did, or had done when it was stored.</returns>
    public async Task<EventOutcome> SettleAsync(StripeEvent received, CancellationToken cancellation)
    {
        var settled = RefundEvents.Concerns(received) ? await SettleReturnedAsync(received, cancellation)
            : PaymentIntentEvents.Concerns(received) ? await SettleChargeAsync(received, cancellation)
            : SubscriptionSync.Concerns(received) ? await following.SettleAsync(received, cancellation)
            : await SettlePaymentAsync(received, cancellation);
        log.LogInformation(
            "Payment event {EventId} {EventType}: {Outcome} (purchase {PurchaseId}) {Reason}",
            received.Id, received.Type, settled.Outcome, settled.PurchaseId, settled.Reason);
        return settled.Outcome;
    }

    /// <summary>
    /// Brings a purchase up to date with its session or its payment at Stripe. May be repeated. Throws
    /// <see cref="DependencyUnavailable"/> when Stripe can't be asked.
    /// </summary>
    public async Task SettleAsync(Purchase purchase, CancellationToken cancellation)
    {
        if (purchase.Status == PurchaseStatus.Paid)
            return;
        if (purchase is { Kind: PurchaseKind.Automatic, StripePaymentIntentId: { } id })
            await SettleAnswerAsync(purchase, new ChargeResult(await cards.ReadAsync(id, cancellation)));
        if (purchase.StripeSessionId is not { } sessionId
            || await sessions.ReadAsync(sessionId, cancellation) is not { } session)
            return;

        var settled = await writer.DecideAsync(db => Settle(db, session, received: null), cancellation);
        log.LogInformation(
            "Session {SessionId} read back: {Outcome} (purchase {PurchaseId}) {Reason}",
            session.Id, settled.Outcome, settled.PurchaseId, settled.Reason);
    }

    /// <summary>Brings an automatic purchase to where Stripe's answer says its payment is. May be repeated.</summary>
    internal async Task SettleAnswerAsync(Purchase purchase, ChargeResult answer)
    {
        // Not given up when the app stops: the card is charged by now.
        var settled = await writer.RunAsync(db => answer.Trouble is { } trouble
            ? charges.SettleAsync(db, purchase.Id, trouble)
            : charges.SettleAsync(db, answer.Payment, settings.IsLive));
        log.LogInformation(
            "Charge of purchase {PurchaseId}: {Outcome} {Reason}", purchase.Id, settled.Outcome, settled.Reason);
    }

    /// <summary>
    /// Brings a purchase up to date with its refunds at Stripe. May be repeated. Throws <see
    /// cref="DependencyUnavailable"/> when Stripe can't be asked.
    /// </summary>
    internal async Task SettleRefundsAsync(Purchase purchase, CancellationToken cancellation)
    {
        if (await returning.ReadAsync(purchase, cancellation) is not { } told)
            return;

        var settled = await writer.RunAsync(db => returning.SettleAsync(db, told, settings.IsLive), cancellation);
        log.LogInformation("Refunds of purchase {PurchaseId} read back: {Outcome}", purchase.Id, settled.Outcome);
    }

    private async Task<EventResult> SettlePaymentAsync(StripeEvent received, CancellationToken cancellation)
    {
        var session = IsOurs(received)
            ? received.Session() ?? await sessions.ReadAsync(received.ObjectId!, cancellation)
            : null;
        return await writer.DecideAsync(db => Store(db, received, session), cancellation);
    }

    private async Task<EventResult> SettleReturnedAsync(StripeEvent received, CancellationToken cancellation)
    {
        var told = await returning.ReadAsync(received, cancellation);
        return await StoreAsync(
            received,
            db => told is null
                ? Task.FromResult(new EventResult(EventOutcome.Ignored))
                : returning.SettleAsync(db, told, received.IsLive),
            cancellation);
    }

    private async Task<EventResult> SettleChargeAsync(StripeEvent received, CancellationToken cancellation)
    {
        var told = await charges.ReadAsync(received, cancellation);
        return await StoreAsync(received, db => charges.SettleAsync(db, told, received.IsLive), cancellation);
    }

    private Task<EventResult> StoreAsync(
        StripeEvent received, Func<CreditsDb, Task<EventResult>> settle, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                if (EventStore.Find(db, received.Id) is { } seen)
                    return seen;

                var settled = await settle(db);
                EventStore.Insert(db, received, settled, time.GetUtcNow().UtcDateTime);
                return settled;
            },
            cancellation);

    internal static bool IsOurs(StripeEvent received) =>
        received.ObjectKind == "checkout.session" && received.ObjectId is not null
        && CheckoutSessions.Types.Contains(received.Type);

    private EventResult Store(CreditsDb db, StripeEvent received, Session? session)
    {
        if (EventStore.Find(db, received.Id) is { } seen)
            return seen;

        var settled = IsOurs(received) ? Settle(db, session, received) : new EventResult(EventOutcome.Ignored);
        EventStore.Insert(db, received, settled, time.GetUtcNow().UtcDateTime);
        return settled;
    }

    /// <summary>The step itself, in the caller's transaction; null is a session that Stripe does not know.</summary>
    internal EventResult Settle(CreditsDb db, Session? session, StripeEvent? received)
    {
        if (session is null)
            return EventResult.Flag(null, "Stripe knows no such session.");
        // By our own reference and not by the session's id: the event may be here before that id was kept.
        if (!Guid.TryParse(session.ClientReferenceId, out var id) || PurchaseStore.Lock(db, id) is not { } purchase)
            return EventResult.Flag(null, "No purchase of ours has this session.");
        if (Mismatch(purchase, session, received?.IsLive ?? session.Livemode) is { } reason)
            return EventResult.Flag(purchase.Id, reason);

        PurchaseStore.KeepSession(db, purchase, session.Id);
        purchase.StripePaymentIntentId ??= session.PaymentIntentId;
        var outcome = Advance(db, purchase, session, received?.Type);
        PurchaseStore.Save(db, purchase);
        return new EventResult(outcome, purchase.Id);
    }

    private string? Mismatch(Purchase purchase, Session session, bool isLiveEvent)
    {
        if (purchase.StripeSessionId is { } known && known != session.Id)
            return $"The purchase has another session, {known}.";
        if (session.Livemode != settings.IsLive || isLiveEvent != settings.IsLive)
            return settings.IsLive
                ? "A test payment, but our key is live."
                : "A live payment, but our key is a test key.";
        if (!string.Equals(session.Currency, purchase.Currency, StringComparison.OrdinalIgnoreCase))
            return $"Currency {session.Currency}, sold in {purchase.Currency}.";
        // The list price: amount_total changes with tax and promotion codes.
        return session.AmountSubtotal == purchase.PriceCents
            ? null
            : $"List price {new Money(session.AmountSubtotal ?? 0, session.Currency)}, "
                + $"sold for {new Money(purchase.PriceCents, purchase.Currency)}.";
    }

    private EventOutcome Advance(CreditsDb db, Purchase purchase, Session session, string? type)
    {
        if (session is { Status: "complete", PaymentStatus: "paid" or "no_payment_required" })
            return crediting.Credit(db, purchase, session.AmountTotal);
        if (type == EventTypes.CheckoutSessionAsyncPaymentFailed)
            return Noted(purchase.Advance(PurchaseStatus.Failed, "The payment failed at the bank."));
        return session.Status switch
        {
            "complete" => Noted(purchase.Advance(PurchaseStatus.Pending)),
            "expired" => Noted(purchase.Advance(PurchaseStatus.Failed, "The checkout expired.")),
            _ => EventOutcome.NothingToDo,
        };
    }

    private static EventOutcome Noted(bool moved) => moved ? EventOutcome.Noted : EventOutcome.NothingToDo;
}
