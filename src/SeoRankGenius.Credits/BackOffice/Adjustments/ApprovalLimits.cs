namespace SeoRankGenius.Credits.BackOffice.Adjustments;

/// <summary>A change of credits that one admin made without a second one.</summary>
public sealed class SingleAdminChange
{
    /// <summary>The form's one-time id.</summary>
    public Guid Id { get; internal set; }
    public Guid AdminId { get; internal set; }
    public Guid LicenseId { get; internal set; }

    /// <summary>The purchase of a refund; null otherwise.</summary>
    public Guid? PurchaseId { get; internal set; }

    /// <summary>Whole credits, without sign.</summary>
    public long Credits { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; internal set; }
}

/// <summary>
/// Decides which changes require a second admin. Credits are added up over the last 24 hours, for the license, for the
/// purchase, and for the admin across all licenses, so that several small changes count as one.
/// </summary>
public sealed class ApprovalLimits(BackOfficeOptions settings, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>Whether this change, with those of the last 24 hours, exceeds a limit.</summary>
    internal async Task<bool> IsExceededAsync(
        CreditsDb db, Guid? adminId, Guid licenseId, Guid? purchaseId, long credits)
    {
        var since = time.GetUtcNow().UtcDateTime - Window;
        var recent = await db.SingleAdminChanges
            .Where(row => row.At > since && (row.AdminId == adminId || row.LicenseId == licenseId))
            .Select(row => new { row.AdminId, row.LicenseId, row.PurchaseId, row.Credits }).ToListAsync();
        return credits + recent.Where(row => row.LicenseId == licenseId).Sum(row => row.Credits)
                > settings.ApprovalAbove
            || credits + recent.Where(row => purchaseId is not null && row.PurchaseId == purchaseId)
                .Sum(row => row.Credits) > settings.ApprovalAbove
            || credits + recent.Where(row => row.AdminId == adminId).Sum(row => row.Credits)
                > settings.AdminApprovalAbove;
    }

    /// <summary>
    /// The same within a change, which counts when it does not exceed a limit. Locks license and admin, so that changes
    /// at other instances wait and count after this one.
    /// </summary>
    internal async Task<bool> CountAsync(
        CreditsDb db, Guid id, Actor admin, Guid licenseId, Guid? purchaseId, long credits)
    {
        if (admin.UserId is not { } adminId)
            return false;
        CreditLedger.Lock(db, licenseId);
        await db.Users.Where(user => user.Id == adminId)
            .ExecuteUpdateAsync(user => user.SetProperty(row => row.AccessFailedCount, row => row.AccessFailedCount));
        if (await IsExceededAsync(db, adminId, licenseId, purchaseId, credits))
            return true;
        db.SingleAdminChanges.Add(new SingleAdminChange
        {
            Id = id,
            AdminId = adminId,
            LicenseId = licenseId,
            PurchaseId = purchaseId,
            Credits = credits,
            At = time.GetUtcNow().UtcDateTime,
        });
        return false;
    }
}
