namespace SeoRankGenius.Credits.Usage.Reporting;

/// <summary>A connected site as its owner sees it among others. Whole credits; days in UTC.</summary>
/// <param name="Domain">Its domain.</param>
/// <param name="LicenseId">Its license.</param>
/// <param name="DomainCredits">The balance of its own pool.</param>
/// <param name="OwnThisMonth">Net credits of its own pool used this month.</param>
/// <param name="SharedThisMonth">Net Shared Credits used this month.</param>
/// <param name="LastUse">The last day with use within the last 30 days; null for none.</param>
/// <param name="Limits">The owner's limits.</param>
/// <param name="EmptyOn">When its own pool is empty at the present pace; see <see cref="Forecast"/>.</param>
/// <param name="IsTest">A test site: its credits are free and not Domain Credits.</param>
public sealed record SiteOverview(
    string Domain, Guid LicenseId, long DomainCredits, long OwnThisMonth, long SharedThisMonth, DateOnly? LastUse,
    SiteLimits Limits, DateOnly? EmptyOn, bool IsTest)
{
    public long ThisMonth => OwnThisMonth + SharedThisMonth;
}

/// <summary>A Shared pool and when it is empty at the present pace. Whole credits.</summary>
public sealed record SharedOverview(Guid LicenseId, long Balance, DateOnly? EmptyOn);

/// <summary>A viewer's connected sites, in the order of connection, and the Shared pools of their licenses.</summary>
public sealed record SitesOverview(IReadOnlyList<SiteOverview> Sites, IReadOnlyList<SharedOverview> Shared);

/// <summary>Reads the sites of a viewer with their use. Their right is part of the query of the pools.</summary>
public sealed class SiteQueries(Reader reader, TimeProvider time)
{
    public Task<SitesOverview> ReadAsync(Viewer viewer, CancellationToken cancellation) =>
        reader.RunAsync(async db =>
        {
            var owned = await OwnedPools.OfAsync(db, viewer, cancellation);
            var now = time.GetUtcNow().UtcDateTime;
            var today = DateOnly.FromDateTime(now);
            var month = new DateOnly(today.Year, today.Month, 1);
            var first = today.AddDays(-Forecast.Window);
            var from = (first < month ? first : month).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            var uses = await UseSums.ReadAsync(
                db, owned.All, from, today.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), cancellation);
            var bySite = uses.ToLookup(use => use.SiteId);
            var byPool = uses.ToLookup(use => use.PoolId);
            var limits = await LimitsAsync(db, owned, cancellation);
            return new SitesOverview(
                [
                    .. owned.All.Where(pool => pool is { Domain: not null, IsRemoved: false })
                        .Select(pool => Overview(
                            pool, [.. bySite[pool.Id]], SiteLimits.Of(limits.GetValueOrDefault(pool.Id), now), month,
                            EmptyOn(pool, byPool[pool.Id], today))),
                ],
                [
                    .. owned.All.Where(pool => pool.Domain is null).Select(pool => new SharedOverview(
                        pool.LicenseId, pool.Balance, EmptyOn(pool, byPool[pool.Id], today))),
                ]);
        });

    private static async Task<Dictionary<Guid, SiteLimit>> LimitsAsync(
        CreditsDb db, OwnedPools owned, CancellationToken cancellation)
    {
        var licenseIds = owned.SharedIds.ToList();
        return await (
            from limit in db.SiteLimits
            join site in db.Sites on limit.SiteId equals site.Id
            where licenseIds.Contains(site.LicenseId)
            select limit).AsNoTracking().ToDictionaryAsync(limit => limit.SiteId, cancellation);
    }

    private static SiteOverview Overview(
        OwnedPool pool, List<UseSum> uses, SiteLimits limits, DateOnly month, DateOnly? emptyOn)
    {
        var now = uses.FindAll(use => use.Day >= month);
        var shared = now.Where(use => use.PoolId != pool.Id).Sum(use => use.Credits);
        return new SiteOverview(
            pool.Domain!, pool.LicenseId, pool.Balance,
            now.Where(use => use.PoolId == pool.Id).Sum(use => use.Credits),
            shared,
            uses.Where(use => use.Credits > 0).Select(use => (DateOnly?)use.Day).Max(),
            limits,
            pool.IsTest ? null : emptyOn,
            pool.IsTest);
    }

    private static DateOnly? EmptyOn(OwnedPool pool, IEnumerable<UseSum> uses, DateOnly today)
    {
        var days = uses.GroupBy(use => use.Day).ToDictionary(day => day.Key, day => day.Sum(use => use.Credits));
        var used = Enumerable.Range(-Forecast.Window, Forecast.Window)
            .Select(day => days.GetValueOrDefault(today.AddDays(day)));
        return Forecast.EmptyOn(pool.Balance, [.. used], today);
    }
}
