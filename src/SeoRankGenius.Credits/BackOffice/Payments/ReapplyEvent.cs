using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>
/// Runs the <see cref="EventProcessor"/> at an admin's request, with an audit record in the same transaction. A
/// purchase is credited once, however often this is run.
/// </summary>
public sealed class ReapplyEvent(EventProcessor processor, Reader reader, AuditLog audit)
{
    /// <summary>
    /// Reads a purchase's session or payment from Stripe again, and its refunds once it is paid. May be repeated.
    /// Refuses an unknown purchase (<see cref="RefusalCode.NotFound"/>) and one that is not at Stripe
    /// (<see cref="RefusalCode.InvalidRequest"/>). Throws <see cref="DependencyUnavailable"/> when Stripe is
    /// unreachable.
    /// </summary>
    public async Task AskStripeAsync(Actor admin, Guid purchaseId, CancellationToken cancellation)
    {
        var purchase = await FindAsync(db => db.Purchases.SingleOrDefaultAsync(row => row.Id == purchaseId));
        await processor.ApplyAsync(
            async () => await processor.PrepareAsync(purchase, cancellation) is var change
                && change != PreparedChange.Ignored
                    ? change
                    : throw new Refusal(
                        RefusalCode.InvalidRequest,
                        "This purchase has no checkout or payment at Stripe, so there is nothing to ask for."),
            (db, change) => ApplyAsync(db, admin, change, purchaseId, (AuditAction.CheckedWithStripe, "Asked Stripe")),
            cancellation);
        purchase = await FindAsync(db => db.Purchases.SingleOrDefaultAsync(row => row.Id == purchaseId));
        if (purchase.Status == PurchaseStatus.Paid)
            await processor.ReadBackRefundsAsync(purchase, cancellation);
    }

    /// <summary>
    /// Applies a stored event again. The new result replaces the stored one, unless the event had taken effect before.
    /// May be repeated. Refuses an unknown event (<see cref="RefusalCode.NotFound"/>) and one without effect
    /// (<see cref="RefusalCode.InvalidRequest"/>). Throws <see cref="DependencyUnavailable"/> when Stripe is required
    /// but unreachable.
    /// </summary>
    /// <returns>The event's purchase; null when it still has none.</returns>
    public async Task<Guid?> ApplyAsync(Actor admin, string eventId, CancellationToken cancellation)
    {
        var stripeEvent = StripeEvent.Of(
            await FindAsync(db => db.StoredEvents.SingleOrDefaultAsync(row => row.Id == eventId)));
        Guid? purchaseId = null;
        await processor.ApplyAsync(
            async () => await processor.PrepareAsync(stripeEvent, cancellation) is var change
                && change != PreparedChange.Ignored
                    ? change
                    : throw new Refusal(
                        RefusalCode.InvalidRequest, $"An event of the type {stripeEvent.Type} has no effect here."),
            async (db, change) =>
            {
                var known = EventStore.Find(db, eventId)?.PurchaseId ?? change.PurchaseId;
                var action = (AuditAction.EventReapplied, $"Applied event {eventId} once more");
                if (await ApplyAsync(db, admin, change, known, action) is not { } result)
                    return null;
                Update(db, eventId, result);
                purchaseId = EventStore.Find(db, eventId)?.PurchaseId;
                return result;
            },
            cancellation);
        return purchaseId;
    }

    // An event that credited a purchase keeps that result, although it has no effect now.
    private static void Update(CreditsDb db, string eventId, EventResult result)
    {
        if (EventStore.Find(db, eventId)?.Outcome
            is EventOutcome.Flagged or EventOutcome.Ignored or EventOutcome.NothingToDo)
            EventStore.Update(db, eventId, result);
    }

    private async Task<EventResult?> ApplyAsync(
        CreditsDb db, Actor admin, PreparedChange change, Guid? purchaseId, (AuditAction Kind, string Text) action)
    {
        var before = await PurchaseAsync(db, purchaseId);
        if (await change.ApplyAsync(db) is not { } result)
            return null;
        var after = await PurchaseAsync(db, purchaseId);
        await audit.RecordAsync(db, admin, new AuditEntry(action.Kind, $"{action.Text}: {Sentence(result, before)}")
        {
            LicenseId = after?.LicenseId ?? result.LicenseId,
            SiteId = after?.SiteId,
            PurchaseId = after?.Id,
            Before = before is null ? null : new { before.Status, before.Reason },
            After = after is null ? null : new { after.Status, after.Reason },
        });
        return result;
    }

    private static string Sentence(EventResult result, Purchase? purchase) => result.Outcome switch
    {
        EventOutcome.Credited when purchase is null => "credits that come with the plan were granted.",
        EventOutcome.Credited => FormattableString.Invariant(
            $"paid. {purchase!.Credits:N0} credits went into the {PoolOf(purchase)}."),
        EventOutcome.Noted => "its status was updated; no credits were moved.",
        EventOutcome.TakenBack => "the money went back. Its credits were taken back as far as they were available.",
        EventOutcome.GivenBack => "the money was returned to us, and its credits were reinstated.",
        EventOutcome.NothingToDo when purchase?.Status == PurchaseStatus.Paid =>
            "the purchase was credited before. Nothing changed.",
        EventOutcome.NothingToDo when result.LicenseId is not null => "nothing is new. Nothing changed.",
        EventOutcome.NothingToDo => "no payment yet. Nothing changed.",
        EventOutcome.Flagged => $"it does not match what was sold, so nothing was credited. {result.Reason}",
        EventOutcome.Ignored => "it has no effect.",
    };

    private static string PoolOf(Purchase purchase) => purchase.Pool switch
    {
        PoolKind.Shared => "Shared pool of the license",
        PoolKind.Domain => "Domain pool of the site",
    };

    private static Task<Purchase?> PurchaseAsync(CreditsDb db, Guid? id) =>
        db.Purchases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id);

    private async Task<T> FindAsync<T>(Func<CreditsDb, Task<T?>> find)
        where T : class =>
        await reader.RunAsync(find) ?? throw new Refusal(RefusalCode.NotFound, "This record no longer exists.");
}
