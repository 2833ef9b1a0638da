using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>
/// Runs a payment through the very step that webhook and landing page run, when an admin asks for it, and writes it
/// down in the same transaction. That step credits a purchase once, however often and by whomever it is run.
/// </summary>
public sealed class ReapplyEvent(
    EventProcessor settling,
    RefundEvents returning,
    PaymentIntentEvents charges,
    SubscriptionSync following,
    SubscriptionEvents inquiring,
    CheckoutSessions sessions,
    OffSessionPayments cards,
    Reader reader,
    Writer writer,
    AuditLog audit)
{
    /// <summary>
    /// Asks Stripe how a purchase's session or payment stands, and its refunds once it is paid, and settles both. May
    /// be repeated. Refuses an unknown purchase (<see cref="RefusalCode.NotFound"/>) and one of which Stripe has told
    /// neither (<see cref="RefusalCode.InvalidRequest"/>); throws <see cref="DependencyUnavailable"/> when Stripe can't
    /// be asked.
    /// </summary>
    public async Task AskStripeAsync(Actor admin, Guid purchaseId, CancellationToken cancellation)
    {
        var purchase = await FindAsync(db => db.Purchases.SingleOrDefaultAsync(row => row.Id == purchaseId));
        var step = await AskAsync(purchase, cancellation);
        await writer.RunAsync(
            db => RecordAsync(db, admin, AuditAction.StripeAsked, purchaseId, async before =>
                "Asked Stripe: " + Sentence(await step(db), before)),
            cancellation);
        purchase = await FindAsync(db => db.Purchases.SingleOrDefaultAsync(row => row.Id == purchaseId));
        if (purchase.Status == PurchaseStatus.Paid)
            await settling.SettleRefundsAsync(purchase, cancellation);
    }

    /// <summary>
    /// Applies a stored event once more. What it does now is kept with it, unless it had its effect before. May be
    /// repeated. Refuses an unknown event (<see cref="RefusalCode.NotFound"/>) and one of a type without effect
    /// (<see cref="RefusalCode.InvalidRequest"/>); throws <see cref="DependencyUnavailable"/> when Stripe has to be
    /// asked and can't be.
    /// </summary>
    /// <returns>The event's purchase; null when it still has none.</returns>
    public async Task<Guid?> ApplyAsync(Actor admin, string eventId, CancellationToken cancellation)
    {
        var received = StripeEvent.Of(
            await FindAsync(db => db.StoredEvents.SingleOrDefaultAsync(row => row.Id == eventId)));
        if (SubscriptionSync.Concerns(received))
            return await FollowAsync(admin, received, cancellation);
        var (step, named) = await StepAsync(received, cancellation);
        return await writer.RunAsync(
            async db =>
            {
                var known = EventStore.Find(db, eventId)?.PurchaseId ?? named;
                await RecordAsync(db, admin, AuditAction.EventReapplied, known, async before =>
                {
                    var settled = await step(db);
                    Keep(db, eventId, settled);
                    return $"Applied event {eventId} once more: {Sentence(settled, before)}";
                });
                return EventStore.Find(db, eventId)?.PurchaseId;
            },
            cancellation);
    }

    // Asked again as long as something newer is applied meanwhile.
    private async Task<Guid?> FollowAsync(Actor admin, StripeEvent received, CancellationToken cancellation)
    {
        EventResult? settled;
        do
        {
            var told = await inquiring.ReadAsync(received, cancellation);
            settled = await writer.RunAsync(
                async db =>
                {
                    if (await following.SettleAsync(db, told, received.IsLive) is not { } done)
                        return null;
                    Keep(db, received.Id, done);
                    await audit.RecordAsync(
                        db, admin,
                        new AuditEntry(
                            AuditAction.EventReapplied,
                            $"Applied event {received.Id} once more: {Sentence(done, purchase: null)}")
                        {
                            LicenseId = done.LicenseId,
                        });
                    return done;
                },
                cancellation);
        }
        while (settled is null);
        return null;
    }

    private async Task<Func<CreditsDb, Task<EventResult>>> AskAsync(Purchase purchase, CancellationToken cancellation)
    {
        if (purchase is { Kind: PurchaseKind.Automatic, StripePaymentIntentId: { } paymentId })
        {
            var payment = await cards.ReadAsync(paymentId, cancellation);
            return db => charges.SettleAsync(db, payment, payment?.Livemode ?? false);
        }

        if (purchase.StripeSessionId is not { } sessionId)
            throw new Refusal(
                RefusalCode.InvalidRequest,
                "Stripe has told us of no checkout for this purchase, so there is none to ask for.");
        var session = await sessions.ReadAsync(sessionId, cancellation);
        return db => Task.FromResult(settling.Settle(db, session, received: null));
    }

    // What the event does, with all that Stripe has to be asked for it, and the purchase that it names.
    private async Task<(Func<CreditsDb, Task<EventResult>> Step, Guid? PurchaseId)> StepAsync(
        StripeEvent received, CancellationToken cancellation)
    {
        if (EventProcessor.IsOurs(received))
        {
            var session = received.Session() ?? await sessions.ReadAsync(received.ObjectId!, cancellation);
            return (
                db => Task.FromResult(settling.Settle(db, session, received)),
                Guid.TryParse(session?.ClientReferenceId, out var named) ? named : null);
        }

        if (PaymentIntentEvents.Concerns(received))
        {
            var payment = await charges.ReadAsync(received, cancellation);
            return (db => charges.SettleAsync(db, payment, received.IsLive), null);
        }

        if (RefundEvents.Concerns(received) && await returning.ReadAsync(received, cancellation) is { } told)
            return (db => returning.SettleAsync(db, told, received.IsLive), null);
        throw new Refusal(RefusalCode.InvalidRequest, $"An event of the type {received.Type} has no effect.");
    }

    // That an event brought credits once is not overwritten by its having nothing to do now.
    private static void Keep(CreditsDb db, string eventId, EventResult settled)
    {
        if (EventStore.Find(db, eventId)?.Outcome
            is EventOutcome.Flagged or EventOutcome.Ignored or EventOutcome.NothingToDo)
            EventStore.Update(db, eventId, settled);
    }

    private async Task RecordAsync(
        CreditsDb db, Actor admin, AuditAction action, Guid? purchaseId, Func<Purchase?, Task<string>> settle)
    {
        var before = await PurchaseAsync(db, purchaseId);
        var sentence = await settle(before);
        var after = await PurchaseAsync(db, purchaseId);
        await audit.RecordAsync(db, admin, new AuditEntry(action, sentence)
        {
            LicenseId = after?.LicenseId,
            SiteId = after?.SiteId,
            PurchaseId = after?.Id,
            Before = before is null ? null : new { before.Status, before.Reason },
            After = after is null ? null : new { after.Status, after.Reason },
        });
    }

    private static string Sentence(EventResult settled, Purchase? purchase) => settled.Outcome switch
    {
        EventOutcome.Credited when purchase is null => "credits that come with the plan were granted.",
        EventOutcome.Credited => FormattableString.Invariant(
            $"paid. {purchase!.Credits:N0} credits went into the {PoolOf(purchase)}."),
        EventOutcome.Noted => "what it says was noted; no credits came by it.",
        EventOutcome.TakenBack => "the money went back. Credits were taken for it, as far as they were there.",
        EventOutcome.GivenBack => "the money returned, and credits with it.",
        EventOutcome.NothingToDo when purchase?.Status == PurchaseStatus.Paid =>
            "the purchase was credited before. Nothing changed.",
        EventOutcome.NothingToDo when settled.LicenseId is not null => "nothing is new. Nothing changed.",
        EventOutcome.NothingToDo => "no payment yet. Nothing changed.",
        EventOutcome.Flagged => $"it does not fit what was sold, so nothing was credited. {settled.Reason}",
        EventOutcome.Ignored => "it has no effect.",
    };

    private static string PoolOf(Purchase purchase) =>
        purchase.Pool == PoolKind.Shared ? "Shared pool of the license" : "Domain pool of the site";

    private static Task<Purchase?> PurchaseAsync(CreditsDb db, Guid? id) =>
        db.Purchases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id);

    private async Task<T> FindAsync<T>(Func<CreditsDb, Task<T?>> find)
        where T : class =>
        await reader.RunAsync(find) ?? throw new Refusal(RefusalCode.NotFound, "There is no such thing.");
}
