using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.BackOffice.Audit;

/// <summary>
/// Writes down what admins do. A change and its record are one transaction, so neither is there without the other; a
/// view is written beside the page, which does not wait for a busy database.
/// </summary>
public sealed class AuditLog(Writer writer, TimeProvider time, ILogger<AuditLog> log)
{
    // Written long before, as a rule; a page is not held up for longer.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Writes in the caller's transaction, with everything else that the caller has changed so far.</summary>
    internal async Task RecordAsync(CreditsDb db, Actor actor, AuditEntry deed)
    {
        db.AuditRecords.Add(AuditRecord.Of(actor, deed, time.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync();
    }

    /// <summary>
    /// Writes in a transaction of its own, for what changes nothing else in the product's tables, such as a sign-in.
    /// Throws <see cref="DependencyUnavailable"/> when the database is busy or away. Not repeatable: each call is a
    /// record.
    /// </summary>
    public Task RecordAsync(Actor actor, AuditEntry deed, CancellationToken cancellation) =>
        writer.RunAsync(db => RecordAsync(db, actor, deed), cancellation);

    /// <summary>
    /// Writes a view: what was only looked at. Never throws and waits half a second at most; what then cannot be
    /// written is logged, by ids, as an error.
    /// </summary>
    public async Task NoteAsync(Actor actor, AuditEntry deed)
    {
        var written = NoteOrLogAsync(actor, deed);
        await Task.WhenAny(written, Task.Delay(Patience));
    }

    private async Task NoteOrLogAsync(Actor actor, AuditEntry deed)
    {
        try
        {
            await RecordAsync(actor, deed, CancellationToken.None);
        }
        catch (Exception fault) when (fault is DependencyUnavailable or ObjectDisposedException)
        {
            log.LogError(
                fault, "Not in the audit: {Action} by {ActorId} of license {LicenseId}, purchase {PurchaseId}",
                deed.Action, actor.UserId, deed.LicenseId, deed.PurchaseId);
        }
    }
}
