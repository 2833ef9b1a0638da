namespace SeoRankGenius.Credits.Usage.Reporting;

/// <summary>Which movements to show; null for all. Times in UTC, <see cref="To"/> excluded.</summary>
/// <param name="Domain">The movements of this site: those of its pool, and its uses of the Shared pool.</param>
/// <param name="Kind">Of this kind.</param>
/// <param name="Feature">Uses of the feature with this code.</param>
/// <param name="From">The first moment.</param>
/// <param name="To">The end.</param>
public sealed record ActivityFilter(
    string? Domain = null, ActivityKind? Kind = null, string? Feature = null, DateTime? From = null,
    DateTime? To = null);

/// <summary>A page of movements, the newest first.</summary>
/// <param name="Lines">At most one page; fewer with a filter.</param>
/// <param name="Next">The position of the next page; null on the last page.</param>
/// <param name="SearchedBackTo">UTC; set when the filtered search stopped at this time.</param>
public sealed record ActivityPage(IReadOnlyList<ActivityLine> Lines, EntryCursor? Next, DateTime? SearchedBackTo);

/// <summary>Net credits used on one day (UTC). Negative when more was returned from holds than used.</summary>
public sealed record DayOfUse(DateOnly Day, long Domain, long Shared)
{
    public long Total => Domain + Shared;
}

/// <summary>
/// The movements of credits that a viewer may see. The right is part of the query of the pools, so others are not
/// found. Reads only, newest first, by key: every page costs the same.
/// </summary>
public sealed class ActivityQueries(Reader reader)
{
    private const string Site = "site:", HoldCause = "hold:";

    /// <summary>The page after a cursor; null for the newest. Empty when the site is not the viewer's.</summary>
    public Task<ActivityPage> ReadAsync(
        Viewer viewer, ActivityFilter filter, EntryCursor? behind, int size, CancellationToken cancellation) =>
        reader.RunAsync(async db =>
        {
            var owned = await OwnedPools.OfAsync(db, viewer, cancellation);
            var own = filter with { Domain = owned.Limit(viewer, filter.Domain) };
            var page = await PagerOf(db, owned, own).ReadAsync(db, behind, size, cancellation);
            return new ActivityPage(
                await LinesAsync(db, owned, page.Entries, cancellation), page.Next, page.SearchedBackTo);
        });

    /// <summary>Every day's net use from one day to another, both included; days without use included.</summary>
    public Task<IReadOnlyList<DayOfUse>> ByDayAsync(
        Viewer viewer, string? domain, DateOnly first, DateOnly last, CancellationToken cancellation) =>
        reader.RunAsync<IReadOnlyList<DayOfUse>>(async db =>
        {
            var owned = await OwnedPools.OfAsync(db, viewer, cancellation);
            domain = owned.Limit(viewer, domain);
            var sums = await UseSums.ReadAsync(
                db, owned.For(domain), first.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
                last.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), cancellation);
            var siteId = owned.SiteOf(domain)?.Id;
            var days = sums.Where(sum => siteId is null || sum.SiteId == siteId).ToLookup(sum => sum.Day);
            return
            [
                .. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)
                    .Select(day => new DayOfUse(
                        day,
                        days[day].Where(sum => !owned.IsShared(sum.PoolId)).Sum(sum => sum.Credits),
                        days[day].Where(sum => owned.IsShared(sum.PoolId)).Sum(sum => sum.Credits))),
            ];
        });

    private static EntryPager PagerOf(CreditsDb db, OwnedPools owned, ActivityFilter filter)
    {
        var pools = owned.For(filter.Domain);
        var kinds = filter.Feature is not null ? ActivityKinds.In(ActivityKind.Use)
            : filter.Kind is { } kind ? ActivityKinds.In(kind)
            : null;
        var actor = owned.SiteOf(filter.Domain) is { } site ? $"{Site}{site.Id:N}" : null;
        var (feature, start) = (filter.Feature, filter.Feature + " %");
        return new EntryPager([.. pools.Select(pool => new PoolEnd(pool.Id, pool.Sequence))], filter.From, filter.To)
        {
            Filter = (pool, posted) =>
            {
                if (kinds is not null)
                    posted = posted.Where(line => kinds.Contains(line.Transaction.Kind));
                if (feature is not null)
                    posted = posted.Where(line =>
                        line.Transaction.Note == feature || EF.Functions.Like(line.Transaction.Note, start));
                if (!owned.IsShared(pool.Id))
                    return posted;
                // A movement of both pools is shown with its entry in the site's pool.
                posted = posted.Where(line => !db.LedgerEntries.Any(other =>
                    other.TransactionId == line.Entry.TransactionId && other.PoolId != pool.Id));
                return actor is null ? posted : posted.Where(line => line.Transaction.Actor == actor);
            },
        };
    }

    private static async Task<List<ActivityLine>> LinesAsync(
        CreditsDb db, OwnedPools owned, IReadOnlyList<EntryRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Where(row => !owned.IsShared(row.PoolId)).Select(row => row.TransactionId).ToList();
        var shared = await db.LedgerEntries
            .Where(entry => ids.Contains(entry.TransactionId) && owned.SharedIds.Contains(entry.PoolId))
            .ToDictionaryAsync(entry => entry.TransactionId, cancellation);
        var holdIds = rows.Select(row => HoldOf(row.Cause)).OfType<Guid>().Distinct().ToList();
        var holds = await db.Holds.Where(hold => holdIds.Contains(hold.Id))
            .ToDictionaryAsync(hold => hold.Id, cancellation);
        var lines = new List<ActivityLine>(rows.Count);
        foreach (var row in rows)
        {
            var isShared = owned.IsShared(row.PoolId);
            var siteId = !isShared ? row.PoolId : SiteOf(row.Actor);
            var other = shared.GetValueOrDefault(row.TransactionId);
            lines.Add(new ActivityLine(row, owned.Find(siteId)?.Domain)
            {
                OwnPool = isShared ? null : (row.Credits, row.BalanceAfter),
                SharedPool = isShared ? (row.Credits, row.BalanceAfter)
                    : other is null ? null
                    : (other.Credits, other.BalanceAfter),
                Hold = HoldOf(row.Cause) is { } id ? holds.GetValueOrDefault(id) : null,
            });
        }

        return lines;
    }

    private static Guid? HoldOf(string cause) =>
        cause.StartsWith(HoldCause, StringComparison.Ordinal) ? Guid.Parse(cause[HoldCause.Length..]) : null;

    private static Guid? SiteOf(string actor) =>
        actor.StartsWith(Site, StringComparison.Ordinal) ? Guid.Parse(actor[Site.Length..]) : null;
}
