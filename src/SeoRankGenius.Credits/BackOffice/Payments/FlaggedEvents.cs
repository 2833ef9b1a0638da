using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.BackOffice.Payments;

/// <summary>
/// Flagged events: Stripe reported something that does not match what was sold. An admin resolves each.
/// </summary>
public sealed class FlaggedEvents(Writer writer, Reader reader, AuditLog audit, TimeProvider time)
{
    /// <summary>The longest explanation of a resolution. Characters.</summary>
    public const int LongestReason = 300;

    /// <summary>The events that nobody has resolved, the newest first.</summary>
    public Task<List<StoredEvent>> ListAsync(int most, CancellationToken cancellation) =>
        reader.RunAsync(db => ListAsync(db, most, cancellation));

    /// <summary>
    /// Marks an event as resolved, with an audit record in the same transaction. May be repeated: the first resolution
    /// is kept. Refuses an empty or too long reason (<see cref="RefusalCode.InvalidRequest"/>) and an event that is
    /// unknown or not flagged (<see cref="RefusalCode.NotFound"/>).
    /// </summary>
    public Task ResolveAsync(Actor admin, string eventId, string? reason, CancellationToken cancellation)
    {
        var text = reason?.Trim() ?? "";
        if (text.Length is 0 or > LongestReason)
            throw new Refusal(
                RefusalCode.InvalidRequest, $"Explain in 1 to {LongestReason} characters why nothing is left to do.");
        return writer.RunAsync(
            async db =>
            {
                var stored = await db.StoredEvents.SingleOrDefaultAsync(row =>
                        row.Id == eventId && row.Outcome == EventOutcome.Flagged)
                    ?? throw new Refusal(RefusalCode.NotFound, "This event is not flagged any more.");
                if (stored.ResolvedAt is not null)
                    return;
                stored.Resolve(admin.InLedger, text, time.GetUtcNow().UtcDateTime);
                var purchase = await db.Purchases.AsNoTracking()
                    .SingleOrDefaultAsync(row => row.Id == stored.PurchaseId);
                await audit.RecordAsync(
                    db, admin, new AuditEntry(AuditAction.EventResolved, $"Resolved event {eventId}: {text}")
                    {
                        LicenseId = stored.LicenseId ?? purchase?.LicenseId,
                        SiteId = purchase?.SiteId,
                        PurchaseId = purchase?.Id,
                    });
            },
            cancellation);
    }

    internal static Task<List<StoredEvent>> ListAsync(CreditsDb db, int most, CancellationToken cancellation) =>
        db.StoredEvents.Where(StoredEvent.NeedsAttention).OrderByDescending(stored => stored.ReceivedAt).Take(most)
            .ToListAsync(cancellation);
}
