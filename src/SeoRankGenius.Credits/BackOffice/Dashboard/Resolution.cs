using SeoRankGenius.Credits.BackOffice.Licenses;

namespace SeoRankGenius.Credits.BackOffice.Dashboard;

/// <summary>
/// An admin's statement that something on the start page needs no more action. It holds for what happened before it:
/// the same subject is listed again when something new happens to it.
/// </summary>
public sealed class Resolution
{
    private Resolution()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>The purchase, pool, e-mail or report that was listed.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>The admin's e-mail address at that time.</summary>
    public string By { get; private set; } = "";

    /// <summary>Why nothing is left to do.</summary>
    public string Reason { get; private set; } = "";

    internal static Resolution Of(Guid subjectId, Actor admin, string reason, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now), SubjectId = subjectId, At = now, By = admin.Name, Reason = reason,
    };
}

/// <summary>Takes an item off the start page, with a reason.</summary>
public sealed class ResolveAttention(Writer writer, AuditLog audit, TimeProvider time)
{
    /// <summary>
    /// Records that nothing is left to do, with an audit record in the same transaction. May be repeated. Refuses a
    /// reason of fewer than 5 or more than 300 characters (<see cref="RefusalCode.InvalidRequest"/>).
    /// </summary>
    public Task ResolveAsync(Actor admin, Guid subjectId, string? reason, CancellationToken cancellation)
    {
        var sentence = LicenseAdmin.RequireSentence(reason);
        return writer.RunAsync(
            async db =>
            {
                db.Resolutions.Add(Resolution.Of(subjectId, admin, sentence, time.GetUtcNow().UtcDateTime));
                var purchase = await db.Purchases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == subjectId);
                await audit.RecordAsync(db, admin, new AuditEntry(AuditAction.ItemResolved, $"Resolved: {sentence}")
                {
                    LicenseId = purchase?.LicenseId, SiteId = purchase?.SiteId, PurchaseId = purchase?.Id,
                    After = new { subject = subjectId },
                });
            },
            cancellation);
    }
}
