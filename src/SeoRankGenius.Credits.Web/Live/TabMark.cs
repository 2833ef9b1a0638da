namespace SeoRankGenius.Credits.Web.Live;

/// <summary>Everything that a site's tab shows or depends on. A tab reads again when its site's mark differs.</summary>
internal sealed record TabMark(string Domain, bool IsRemoved, Guid LicenseId, Guid OwnerId)
{
    public required (string Plan, LicenseStatus Status, bool IsTrialOver) Entitlement { get; init; }

    public required (long Shared, long Domain) Sequences { get; init; }

    public required (long? Threshold, bool? IsArmed, DateTime? CrossedAt, bool? IsHidden) Alert { get; init; }

    /// <summary>Who else may see the site.</summary>
    public required int Members { get; init; }

    public required bool HasTopUpProblem { get; init; }

    /// <summary>The mark after a pool has moved.</summary>
    public TabMark With(Guid poolId, long sequence) => this with
    {
        Sequences = poolId == LicenseId ? (sequence, Sequences.Domain) : (Sequences.Shared, sequence),
    };

    /// <summary>The marks of sites, in one query.</summary>
    public static async Task<Dictionary<Guid, TabMark>> ReadAsync(Reader reader, IEnumerable<Guid> sites, DateTime now)
    {
        Guid[] ids = [.. sites.Distinct()];
        var rows = await reader.RunAsync(db => (
            from site in db.Sites
            where EF.Parameter(ids).Contains(site.Id)
            join license in db.Licenses on site.LicenseId equals license.Id
            join shared in db.Pools on license.Id equals shared.Id
            join own in db.Pools on site.Id equals own.Id
            join alert in db.LowBalanceAlerts on site.Id equals alert.SiteId into alerts
            from alert in alerts.DefaultIfEmpty()
            select new
            {
                Site = site,
                License = license,
                Shared = shared.Sequence,
                Own = own.Sequence,
                Alert = alert,
                Members = db.Members.Count(row => row.LicenseId == license.Id),
                HasProblem = db.AutoTopUps.Any(row =>
                    (row.PoolId == site.Id || row.PoolId == license.Id) && row.Problem != null),
            }).ToListAsync());
        return rows.ToDictionary(row => row.Site.Id, row => new TabMark(
            row.Site.Domain, row.Site.RemovedAt is not null, row.License.Id, row.License.OwnerId)
        {
            Entitlement = (row.License.Plan, row.License.Status, row.License.TrialEndsAt <= now),
            Sequences = (row.Shared, row.Own),
            Alert = (row.Alert?.Threshold, row.Alert?.IsArmed, row.Alert?.CrossedAt, row.Alert?.IsHidden),
            Members = row.Members,
            HasTopUpProblem = row.HasProblem,
        });
    }
}
