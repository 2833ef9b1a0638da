using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.BackOffice.Licenses;

/// <summary>Reads any owner's licenses for admins. Reads only.</summary>
public sealed class LicenseQueries(Reader reader, PriceList catalog, TimeProvider time)
{
    private const int MostPurchases = 20, MostHolds = 10;

    /// <summary>
    /// One license; null when there is none with this id. The cost does not depend on the number of entries.
    /// </summary>
    public Task<LicenseDetails?> FindAsync(Guid id, CancellationToken cancellation) =>
        reader.RunAsync(db => FindAsync(db, id, cancellation));

    private async Task<LicenseDetails?> FindAsync(CreditsDb db, Guid id, CancellationToken cancellation)
    {
        var found = await (
            from license in db.Licenses
            join owner in db.Users on license.OwnerId equals owner.Id
            where license.Id == id
            select new { License = license, owner.Email }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return null;

        var row = found.License;
        return new LicenseDetails(
            id, row.KeyHint, row.OwnerId, found.Email!, row.Plan, row.SiteLimit,
            Entitlement.Of(catalog, row.Plan, row.Status, row.TrialEndsAt, time.GetUtcNow().UtcDateTime), row.CreatedAt)
        {
            Pools = await PoolsAsync(db, id, cancellation),
            Purchases = await db.Purchases.Where(purchase => purchase.LicenseId == id)
                .OrderByDescending(purchase => purchase.CreatedAt).Take(MostPurchases).ToListAsync(cancellation),
            Holds = await HoldsAsync(db, id, cancellation),
            Waiting = await db.ApprovalRequests
                .Where(request => request.LicenseId == id && request.Status == ApprovalStatus.Waiting)
                .OrderBy(request => request.AskedAt).ToListAsync(cancellation),
            Flagged = await FlaggedAsync(db, id, cancellation),
            Subscription = (await db.Subscriptions.Where(row => row.LicenseId == id).ToListAsync(cancellation))
                .OrderBy(row => row.IsOver).ThenByDescending(row => row.CreatedAt).FirstOrDefault(),
            Told = await db.StoredEvents.Where(told => told.LicenseId == id)
                .OrderByDescending(told => told.ReceivedAt).Take(MostHolds).ToListAsync(cancellation),
        };
    }

    private static async Task<List<PoolDetails>> PoolsAsync(CreditsDb db, Guid id, CancellationToken cancellation)
    {
        var pools = await db.Pools.Where(pool => pool.LicenseId == id).ToListAsync(cancellation);
        var sites = await db.Sites.Where(site => site.LicenseId == id).ToListAsync(cancellation);
        var shared = pools.Single(pool => pool.Kind == PoolKind.Shared);
        return
        [
            new PoolDetails(id, shared.Balance, shared.Sequence, Site: null),
            .. from site in sites
               join pool in pools on site.Id equals pool.Id
               orderby site.RemovedAt is not null, site.CreatedAt, site.Domain
               select new PoolDetails(
                   site.Id, pool.Balance, pool.Sequence,
                   new SiteDetails(site.Id, site.Domain, site.CreatedAt, site.TokenUsedAt, site.RemovedAt)),
        ];
    }

    // Open holds are read separately: they may be older than the most recent ended ones.
    private static async Task<List<Hold>> HoldsAsync(CreditsDb db, Guid id, CancellationToken cancellation)
    {
        var holds = db.Holds.Where(hold => hold.LicenseId == id).OrderByDescending(hold => hold.CreatedAt);
        return
        [
            .. await holds.Where(hold => hold.Status == HoldStatus.Open).Take(MostHolds).ToListAsync(cancellation),
            .. await holds.Where(hold => hold.Status != HoldStatus.Open).Take(MostHolds).ToListAsync(cancellation),
        ];
    }

    private static Task<List<StoredEvent>> FlaggedAsync(CreditsDb db, Guid id, CancellationToken cancellation) =>
        db.StoredEvents.Where(payment => payment.Outcome == EventOutcome.Flagged
            && (payment.LicenseId == id || db.Purchases.Any(purchase => purchase.Id == payment.PurchaseId
                && purchase.LicenseId == id && purchase.Status != PurchaseStatus.Paid)))
            .OrderByDescending(payment => payment.ReceivedAt).Take(MostPurchases).ToListAsync(cancellation);
}
