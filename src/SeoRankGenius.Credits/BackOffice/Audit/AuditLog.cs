namespace SeoRankGenius.Credits.BackOffice.Audit;

/// <summary>
/// Writes the audit log. A change and its record share one transaction. A view is recorded separately, so that the page
/// does not wait for a busy database.
/// </summary>
public sealed class AuditLog(Writer writer, TimeProvider time, ILogger<AuditLog> log)
{
    // The write usually takes less; a page waits no longer.
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Writes in the caller's transaction, and saves the caller's pending changes.</summary>
    internal async Task RecordAsync(CreditsDb db, Actor actor, AuditEntry entry)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var who = await Person.OfAsync(db, actor.UserId, actor.Name, actor.IpAddress, now);
        var about = entry.About is { } account
            ? await Person.OfAsync(db, account.UserId, account.Email, address: null, now)
            : null;
        db.AuditRecords.Add(AuditRecord.Of(actor, who, about, entry, now));
        await db.SaveChangesAsync();
    }

    /// <summary>
    /// Writes in its own transaction, for an action that changes nothing else in the product's tables, such as a
    /// sign-in. Throws <see cref="DependencyUnavailable"/> when the database is busy or unreachable. Not repeatable:
    /// each call adds a record.
    /// </summary>
    public Task RecordAsync(Actor actor, AuditEntry entry, CancellationToken cancellation) =>
        writer.RunAsync(db => RecordAsync(db, actor, entry), cancellation);

    /// <summary>
    /// Records a view. Never throws, and waits at most half a second. A failed write is logged as an error, with ids.
    /// </summary>
    public async Task NoteAsync(Actor actor, AuditEntry entry)
    {
        var written = NoteOrLogAsync(actor, entry);
        await Task.WhenAny(written, Task.Delay(WriteTimeout));
    }

    private async Task NoteOrLogAsync(Actor actor, AuditEntry entry)
    {
        try
        {
            await RecordAsync(actor, entry, CancellationToken.None);
        }
        catch (Exception fault) when (fault is DependencyUnavailable or ObjectDisposedException)
        {
            log.LogError(
                fault, "Not in the audit: {Action} by {ActorId} of license {LicenseId}, purchase {PurchaseId}",
                entry.Action, actor.UserId, entry.LicenseId, entry.PurchaseId);
        }
    }
}
