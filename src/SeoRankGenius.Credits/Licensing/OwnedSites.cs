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
/// What an owner may see. The owner is part of every question, so another's site is simply not found. Reads only, with
/// queries compiled once.
/// </summary>
public sealed class OwnedSites(Reader reader, PriceList catalog, TimeProvider time)
{
    private static readonly Func<CreditsDb, Guid, Guid?, IAsyncEnumerable<string>> Domains = EF.CompileAsyncQuery(
        (CreditsDb db, Guid ownerId, Guid? onlySiteId) =>
            from site in db.Sites
            join license in db.Licenses on site.LicenseId equals license.Id
            where license.OwnerId == ownerId && site.RemovedAt == null
                && (onlySiteId == null || site.Id == onlySiteId)
            orderby site.CreatedAt, site.Id
            select site.Domain);

    private static readonly Func<CreditsDb, Guid, Guid?, string, Task<Row?>> Find = EF.CompileAsyncQuery(
        (CreditsDb db, Guid ownerId, Guid? onlySiteId, string domain) => (
            from site in db.Sites
            join license in db.Licenses on site.LicenseId equals license.Id
            join own in db.Pools on site.Id equals own.Id
            join shared in db.Pools on license.Id equals shared.Id
            where license.OwnerId == ownerId && site.RemovedAt == null
                && (onlySiteId == null || site.Id == onlySiteId) && site.Domain == domain
            select new Row(
                site.Id, license.Id, site.Domain, license.Plan, license.Status, license.TrialEndsAt,
                shared.Balance, own.Balance)).SingleOrDefault());

    /// <summary>The domains of all the viewer's sites, the one connected first in front.</summary>
    public Task<IReadOnlyList<string>> DomainsAsync(Viewer viewer, CancellationToken cancellation) =>
        reader.RunAsync<IReadOnlyList<string>>(async db =>
        {
            var domains = new List<string>();
            await foreach (var domain in Domains(db, viewer.UserId, viewer.OnlySiteId).WithCancellation(cancellation))
                domains.Add(domain);
            return domains;
        });

    /// <summary>How each of the viewer's licenses stands now, the oldest first.</summary>
    public async Task<IReadOnlyList<Standing>> StandingsAsync(Viewer viewer, CancellationToken cancellation)
    {
        var rows = await reader.RunAsync(db => (
            from license in db.Licenses
            where license.OwnerId == viewer.UserId
                && (viewer.OnlySiteId == null
                    || db.Sites.Any(site => site.Id == viewer.OnlySiteId && site.LicenseId == license.Id))
            orderby license.CreatedAt, license.Id
            select new { license.Plan, license.Status, license.TrialEndsAt }).ToListAsync(cancellation));
        return rows.ConvertAll(row => StandingOf(row.Plan, row.Status, row.TrialEndsAt));
    }

    /// <summary>A site with its license's standing and its balances, in one query; null when not theirs.</summary>
    public async Task<OwnedSite?> FindAsync(Viewer viewer, string domain, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var row = await reader.RunAsync(db => Find(db, viewer.UserId, viewer.OnlySiteId, domain));
        return row is null
            ? null
            : new OwnedSite(
                row.SiteId, row.LicenseId, row.Name, StandingOf(row.Plan, row.Status, row.TrialEndsAt),
                new Balances(row.Shared, row.Domain));
    }

    private Standing StandingOf(string plan, LicenseStatus status, DateTime? trialEndsAt) =>
        Standing.Of(catalog, plan, status, trialEndsAt, time.GetUtcNow().UtcDateTime);

    private sealed record Row(
        Guid SiteId, Guid LicenseId, string Name, string Plan, LicenseStatus Status, DateTime? TrialEndsAt,
        long Shared, long Domain);
}
