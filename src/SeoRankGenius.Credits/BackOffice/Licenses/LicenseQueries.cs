using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.BackOffice.Licenses;

/// <summary>A license in a list. Whole credits; UTC.</summary>
public sealed record LicenseLine(
    Guid Id, string KeyHint, string OwnerEmail, Entitlement Entitlement, int Sites, string? FirstDomain, long Credits,
    DateTime CreatedAt);

/// <summary>A page of licenses, the newest first.</summary>
/// <param name="Lines">At most one page.</param>
/// <param name="Next">The license after which the next page begins; null on the last page.</param>
public sealed record LicensePage(IReadOnlyList<LicenseLine> Lines, Guid? Next);

/// <summary>Reads any owner's licenses for admins. Reads only.</summary>
public sealed class LicenseQueries(Reader reader, PriceList catalog, TimeProvider time)
{
    private const int MostPurchases = 10, MostHolds = 10, PageSize = 50;

    /// <summary>
    /// One license. Refuses an unknown one (<see cref="RefusalCode.NotFound"/>). The cost does not depend on the number
    /// of entries.
    /// </summary>
    public Task<LicenseDetails> FindAsync(Guid id, CancellationToken cancellation) => reader.RunAsync(async db =>
    {
        var found = await (
            from license in db.Licenses
            join owner in db.Users on license.OwnerId equals owner.Id
            where license.Id == id
            select new { License = license, owner.Email }).SingleOrDefaultAsync(cancellation)
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such license.");
        var row = found.License;
        return new LicenseDetails(
            id, row.KeyHint, row.OwnerId, found.Email!, row.Plan, row.SiteLimit,
            EntitlementOf(row), row.CreatedAt)
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
            Invoices = await db.PlanInvoices.Where(row => row.LicenseId == id)
                .OrderByDescending(row => row.StartsAt).Take(MostPurchases).ToListAsync(cancellation),
            Events = await db.StoredEvents.Where(stored => stored.LicenseId == id)
                .OrderByDescending(stored => stored.ReceivedAt).Take(MostHolds).ToListAsync(cancellation),
        };
    });

    /// <summary>The page after a license; null for the newest. With a status, only licenses that have it.</summary>
    public Task<LicensePage> ListAsync(Guid? behind, LicenseStatus? status, CancellationToken cancellation) =>
        reader.RunAsync(async db =>
        {
            var last = await db.Licenses.Where(license => license.Id == behind)
                .Select(license => new { license.CreatedAt, license.Id }).SingleOrDefaultAsync(cancellation);
            var licenses = db.Licenses.Where(license => status == null || license.Status == status);
            if (last is not null)
                licenses = licenses.Where(license => license.CreatedAt < last.CreatedAt
                    || (license.CreatedAt == last.CreatedAt && license.Id.CompareTo(last.Id) < 0));
            var rows = await (
                from license in licenses
                    .OrderByDescending(license => license.CreatedAt).ThenByDescending(license => license.Id)
                    .Take(PageSize + 1)
                join owner in db.Users on license.OwnerId equals owner.Id
                orderby license.CreatedAt descending, license.Id descending
                select new
                {
                    License = license,
                    owner.Email,
                    Sites = db.Sites.Count(site =>
                        site.LicenseId == license.Id && site.RemovedAt == null && !site.IsTest),
                    Domain = db.Sites.Where(site => site.LicenseId == license.Id && site.RemovedAt == null)
                        .OrderBy(site => site.CreatedAt).Select(site => site.Domain).FirstOrDefault(),
                    Credits = db.Pools.Where(pool => pool.LicenseId == license.Id && !pool.IsTest)
                        .Sum(pool => pool.Balance),
                }).ToListAsync(cancellation);

            var lines = rows.Take(PageSize).Select(row => new LicenseLine(
                row.License.Id, row.License.KeyHint, row.Email!,
                EntitlementOf(row.License),
                row.Sites, row.Domain, row.Credits, row.License.CreatedAt)).ToList();
            return new LicensePage(lines, rows.Count > PageSize ? lines[^1].Id : null);
        });

    private Entitlement EntitlementOf(License license) => Entitlement.Of(
        catalog, license.Plan, license.Status, license.TrialEndsAt, time.GetUtcNow().UtcDateTime);

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
                   new SiteDetails(site.Id, site.Domain, site.CreatedAt, site.TokenUsedAt, site.RemovedAt,
                       site.IsTest)),
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
        db.StoredEvents.Where(StoredEvent.NeedsAttention)
            .Where(stored => stored.LicenseId == id || db.Purchases.Any(purchase =>
                purchase.Id == stored.PurchaseId && purchase.LicenseId == id))
            .OrderByDescending(stored => stored.ReceivedAt).Take(MostPurchases).ToListAsync(cancellation);
}
