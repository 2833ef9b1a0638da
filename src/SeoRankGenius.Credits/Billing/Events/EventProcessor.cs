using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Data;
using Stripe;
using Stripe.Checkout;

namespace SeoRankGenius.Credits.Billing;

/// <summary>
/// The one step that turns a payment into credits, and money gone back into credits taken back. Webhook, landing page
/// and sweep all run it; whoever comes first wins and the others change nothing. Purchases, refunds and disputes only
/// move forward, so the order in which Stripe's events arrive does not matter.
/// </summary>
public sealed class Settling(
    Writer writer,
    CheckoutSessions sessions,
    SavedCards cards,
    Crediting crediting,
    Returning returning,
    Charges charges,
    Following following,
    StripeOptions settings,
    TimeProvider time,
    ILogger<Settling> log)
{
    /// <summary>The types of events that have an effect.</summary>
    internal static IEnumerable<string> Types =>
        CheckoutSessions.Types.Concat(Returning.Types).Concat(Charges.Types).Concat(Following.Types);

    /// <summary>
    /// Stores an event with its effect in one transaction. May be repeated and run at once any number of times: an
    /// event stored before changes nothing. Throws <see cref="OutsideFault"/> when it could not be stored, or Stripe
    /// not asked: the event must come again.
    /// </summary>
    /// <returns>What the event did, or had done when it was stored.</returns>
    public async Task<EventOutcome> SettleAsync(SignedEvent received, CancellationToken cancellation)
    {
        var settled = Returning.Concerns(received) ? await SettleReturnedAsync(received, cancellation)
            : Charges.Concerns(received) ? await SettleChargeAsync(received, cancellation)
            : Following.Concerns(received) ? await following.SettleAsync(received, cancellation)
            : await SettlePaymentAsync(received, cancellation);
        log.LogInformation(
            "Payment event {EventId} {EventType}: {Outcome} (purchase {PurchaseId}) {Reason}",
            received.Id, received.Type, settled.Outcome, settled.PurchaseId, settled.Reason);
        return settled.Outcome;
    }

    /// <summary>
    /// Brings a purchase up to date with its session or its payment at Stripe. May be repeated. Throws
    /// <see cref="OutsideFault"/> when Stripe can't be asked.
    /// </summary>
    public async Task SettleAsync(Purchase purchase, CancellationToken cancellation)
    {
        if (purchase.Status == PurchaseStatus.Paid)
            return;
        if (purchase is { Kind: PurchaseKind.Automatic, StripePaymentIntentId: { } id })
            await SettleAnswerAsync(purchase, new ChargeAnswer(await cards.ReadAsync(id, cancellation)));
        if (purchase.StripeSessionId is not { } sessionId
            || await sessions.ReadAsync(sessionId, cancellation) is not { } session)
            return;

        var settled = await writer.DecideAsync(db => Settle(db, session, received: null), cancellation);
        log.LogInformation(
            "Session {SessionId} read back: {Outcome} (purchase {PurchaseId}) {Reason}",
            session.Id, settled.Outcome, settled.PurchaseId, settled.Reason);
    }

    /// <summary>Brings an automatic purchase to where Stripe's answer says its payment is. May be repeated.</summary>
    internal async Task SettleAnswerAsync(Purchase purchase, ChargeAnswer answer)
    {
        // Not given up when the app stops: the card is charged by now.
        var settled = await writer.RunAsync(db => answer.Trouble is { } trouble
            ? charges.SettleAsync(db, purchase.Id, trouble)
            : charges.SettleAsync(db, answer.Payment, settings.IsLive));
        log.LogInformation(
            "Charge of purchase {PurchaseId}: {Outcome} {Reason}", purchase.Id, settled.Outcome, settled.Reason);
    }

    /// <summary>
    /// Brings a purchase up to date with its refunds at Stripe. May be repeated. Throws <see cref="OutsideFault"/> when
    /// Stripe can't be asked.
    /// </summary>
    internal async Task SettleRefundsAsync(Purchase purchase, CancellationToken cancellation)
    {
        if (await returning.ReadAsync(purchase, cancellation) is not { } told)
            return;

        var settled = await writer.RunAsync(db => returning.SettleAsync(db, told, settings.IsLive), cancellation);
        log.LogInformation("Refunds of purchase {PurchaseId} read back: {Outcome}", purchase.Id, settled.Outcome);
    }

    private async Task<Settled> SettlePaymentAsync(SignedEvent received, CancellationToken cancellation)
    {
        var session = IsOurs(received)
            ? received.Session() ?? await sessions.ReadAsync(received.ObjectId!, cancellation)
            : null;
        return await writer.DecideAsync(db => Store(db, received, session), cancellation);
    }

    private async Task<Settled> SettleReturnedAsync(SignedEvent received, CancellationToken cancellation)
    {
        var told = await returning.ReadAsync(received, cancellation);
        return await StoreAsync(
            received,
            db => told is null
                ? Task.FromResult(new Settled(EventOutcome.Ignored))
                : returning.SettleAsync(db, told, received.IsLive),
            cancellation);
    }

    private async Task<Settled> SettleChargeAsync(SignedEvent received, CancellationToken cancellation)
    {
        var told = await charges.ReadAsync(received, cancellation);
        return await StoreAsync(received, db => charges.SettleAsync(db, told, received.IsLive), cancellation);
    }

    private Task<Settled> StoreAsync(
        SignedEvent received, Func<CreditsDb, Task<Settled>> settle, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                if (PaymentEventRow.Find(db, received.Id) is { } seen)
                    return seen;

                var settled = await settle(db);
                PaymentEventRow.Insert(db, received, settled, time.GetUtcNow().UtcDateTime);
                return settled;
            },
            cancellation);

    internal static bool IsOurs(SignedEvent received) =>
        received.ObjectKind == "checkout.session" && received.ObjectId is not null
        && CheckoutSessions.Types.Contains(received.Type);

    private Settled Store(CreditsDb db, SignedEvent received, Session? session)
    {
        if (PaymentEventRow.Find(db, received.Id) is { } seen)
            return seen;

        var settled = IsOurs(received) ? Settle(db, session, received) : new Settled(EventOutcome.Ignored);
        PaymentEventRow.Insert(db, received, settled, time.GetUtcNow().UtcDateTime);
        return settled;
    }

    /// <summary>The step itself, in the caller's transaction; null is a session that Stripe does not know.</summary>
    internal Settled Settle(CreditsDb db, Session? session, SignedEvent? received)
    {
        if (session is null)
            return Settled.Flag(null, "Stripe knows no such session.");
        // By our own reference and not by the session's id: the event may be here before that id was kept.
        if (!Guid.TryParse(session.ClientReferenceId, out var id) || PurchaseRow.Lock(db, id) is not { } purchase)
            return Settled.Flag(null, "No purchase of ours has this session.");
        if (Mismatch(purchase, session, received?.IsLive ?? session.Livemode) is { } reason)
            return Settled.Flag(purchase.Id, reason);

        PurchaseRow.KeepSession(db, purchase, session.Id);
        purchase.StripePaymentIntentId ??= session.PaymentIntentId;
        var outcome = Advance(db, purchase, session, received?.Type);
        PurchaseRow.Save(db, purchase);
        return new Settled(outcome, purchase.Id);
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
            : FormattableString.Invariant(
                $"List price {session.AmountSubtotal} cents, sold for {purchase.PriceCents}.");
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
