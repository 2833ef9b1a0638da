using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.Licensing;

/// <summary>Who looks: an owner, or an owner let in for one site only.</summary>
public sealed record Viewer(Guid UserId, Guid? OnlySiteId = null);

/// <summary>A site as its owner sees it.</summary>
public sealed record OwnedSite(Guid SiteId, Guid LicenseId, string Domain, Standing Standing, Balances Balances);

/// <summary>
/// What an owner may see. The owner is part of every question, so another's site is simply not found. Reads only.
/// </summary>
public sealed class OwnedSites(CreditsDb db, PriceList catalog, TimeProvider time)
{
    /// <summary>The domains of all the viewer's sites, the one connected first in front.</summary>
    public async Task<IReadOnlyList<string>> DomainsAsync(Viewer viewer, CancellationToken cancellation) =>
        await SitesOf(viewer)
            .OrderBy(site => site.CreatedAt).ThenBy(site => site.Id)
            .Select(site => site.Domain)
            .ToListAsync(cancellation);

    /// <summary>How each of the viewer's licenses stands now, the oldest first.</summary>
    public async Task<IReadOnlyList<Standing>> StandingsAsync(Viewer viewer, CancellationToken cancellation)
    {
        var rows = await (
            from license in db.Licenses
            where license.OwnerId == viewer.UserId
                && (viewer.OnlySiteId == null
                    || db.Sites.Any(site => site.Id == viewer.OnlySiteId && site.LicenseId == license.Id))
            orderby license.CreatedAt, license.Id
            select new { license.Plan, license.Status, license.TrialEndsAt }).ToListAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        return rows.ConvertAll(row => Standing.Of(catalog, row.Plan, row.Status, row.TrialEndsAt, now));
    }

    /// <summary>A site with its license's standing and its balances, in one query; null when not theirs.</summary>
    public async Task<OwnedSite?> FindAsync(Viewer viewer, string domain, CancellationToken cancellation)
    {
        var row = await (
            from site in SitesOf(viewer)
            join license in db.Licenses on site.LicenseId equals license.Id
            join own in db.Pools on site.Id equals own.Id
            join shared in db.Pools on license.Id equals shared.Id
            where site.Domain == domain
            select new
            {
                site.Id, site.LicenseId, Name = site.Domain, license.Plan, license.Status, license.TrialEndsAt,
                Shared = shared.Balance, Domain = own.Balance,
            }).AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (row is null)
            return null;

        var now = time.GetUtcNow().UtcDateTime;
        var standing = Standing.Of(catalog, row.Plan, row.Status, row.TrialEndsAt, now);
        return new OwnedSite(row.Id, row.LicenseId, row.Name, standing, new Balances(row.Shared, row.Domain));
    }

    private IQueryable<Site> SitesOf(Viewer viewer) =>
        from site in db.Sites
        join license in db.Licenses on site.LicenseId equals license.Id
        where license.OwnerId == viewer.UserId && (viewer.OnlySiteId == null || site.Id == viewer.OnlySiteId)
        select site;
}
