namespace SeoRankGenius.Credits.Usage.Reporting;

/// <summary>A pool of one of the viewer's licenses. Whole credits.</summary>
/// <param name="Id">The site's or the license's id.</param>
/// <param name="LicenseId">Its license.</param>
/// <param name="Domain">The site's domain; null for a Shared pool.</param>
/// <param name="Balance">Whole credits.</param>
/// <param name="Sequence">The sequence of its last entry.</param>
/// <param name="IsRemoved">The site was removed from its license.</param>
/// <param name="IsTest">It holds a test site's free credits.</param>
internal sealed record OwnedPool(
    Guid Id, Guid LicenseId, string? Domain, long Balance, long Sequence, bool IsRemoved, bool IsTest);

/// <summary>
/// The pools of a viewer, those of removed sites included. A viewer of one site sees that site's pool and its
/// license's.
/// </summary>
internal sealed class OwnedPools(IReadOnlyList<OwnedPool> pools)
{
    private readonly Dictionary<Guid, OwnedPool> _byId = pools.ToDictionary(pool => pool.Id);

    public IReadOnlyList<OwnedPool> All => pools;

    public IReadOnlyList<Guid> SharedIds { get; } =
        [.. pools.Where(pool => pool.Domain is null).Select(pool => pool.Id)];

    public static async Task<OwnedPools> OfAsync(CreditsDb db, Viewer viewer, CancellationToken cancellation) =>
        await OfAsync(db, viewer, AccountAccess.LicenseIds(db, viewer), cancellation);

    private static async Task<OwnedPools> OfAsync(
        CreditsDb db, Viewer viewer, IQueryable<Guid> mine, CancellationToken cancellation) =>
        new(await (
            from pool in db.Pools
            join license in db.Licenses on pool.LicenseId equals license.Id
            join row in db.Sites on pool.SiteId equals row.Id into rows
            from site in rows.DefaultIfEmpty()
            where mine.Contains(license.Id)
                && (viewer.OnlySiteId == null || pool.Id == viewer.OnlySiteId
                    || (pool.SiteId == null
                        && db.Sites.Any(only => only.Id == viewer.OnlySiteId && only.LicenseId == license.Id)))
            orderby license.CreatedAt, license.Id, pool.SiteId == null descending, site.CreatedAt, pool.Id
            select new OwnedPool(
                pool.Id, license.Id, site.Domain, pool.Balance, pool.Sequence,
                site != null && site.RemovedAt != null, pool.IsTest))
            .ToListAsync(cancellation));

    public OwnedPool? Find(Guid? id) => id is { } known ? _byId.GetValueOrDefault(known) : null;

    /// <summary>The pool of a site; null for no domain, or one that is not the viewer's.</summary>
    public OwnedPool? SiteOf(string? domain) =>
        domain is null ? null : pools.FirstOrDefault(pool => pool.Domain == domain);

    /// <summary>The domain asked for; for a viewer of one site always that site's.</summary>
    public string? Limit(Viewer viewer, string? domain) =>
        viewer.OnlySiteId is { } only ? Find(only)?.Domain ?? "" : domain;

    public bool IsShared(Guid id) => _byId[id].Domain is null;

    /// <summary>
    /// All pools but those of test sites; with a domain, that site's and the Shared pool of its license; none for
    /// another's.
    /// </summary>
    public IReadOnlyList<OwnedPool> For(string? domain) => domain is null ? [.. pools.Where(pool => !pool.IsTest)]
        : SiteOf(domain) is { } site ? [_byId[site.LicenseId], site]
        : [];
}
