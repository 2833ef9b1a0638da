namespace SeoRankGenius.Credits.Web.Pages.Admin.Licenses;

/// <summary>One license: pools, chart, entries, sites, purchases, holds.</summary>
public sealed class LicenseModel(
    LicenseQueries licenses,
    EntryQueries entries,
    BalanceHistory history,
    AdjustBalance adjustments,
    BackOfficeOptions settings,
    TimeProvider time) : PageModel
{
    public static readonly IReadOnlyList<(int Days, string Name)> Ranges =
        [(30, "30 days"), (365, "1 year"), (3650, "All")];

    private const int MostTiles = 12, MostSites = 10;

    public LicenseDetails License { get; private set; } = null!;
    public EntryFilter Filter { get; private set; } = null!;
    public EntryPage Entries { get; private set; } = null!;

    /// <summary>Null when the license has too many pools for one chart.</summary>
    public BalanceChart? Chart { get; private set; }

    /// <summary>All pools; of many the Shared pool, the chosen one and those that hold most.</summary>
    public IReadOnlyList<PoolDetails> Tiles => License.Pools.Count <= MostTiles
        ? License.Pools
        : [.. License.Pools.OrderByDescending(pool => pool.Kind == PoolKind.Shared)
            .ThenByDescending(pool => pool.Id == Filter.PoolId).ThenByDescending(pool => pool.Balance)
            .Take(MostTiles - 1)];

    /// <summary>The sites listed: the first of many, until all are asked for.</summary>
    public IEnumerable<SiteDetails> Sites { get; private set; } = [];

    /// <summary>The chart's range in days.</summary>
    public int Days { get; private set; }

    /// <summary>The changes of the adjustment that led here; null without one.</summary>
    public AdjustmentReview? Done { get; private set; }

    public AdjustmentForm Form => AdjustmentForm.New(
        License, ApprovalKind.Adjustment, settings.ApprovalAbove, Filter.PoolId);

    public bool IsFirstPage { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        Guid id, [FromQuery] Fields query, CancellationToken cancellation)
    {
        var license = License = await licenses.FindAsync(id, cancellation);
        Filter = new EntryFilter(
            license.Pool(query.Pool)?.Id, query.Kind, query.From.StartOfDay(), query.To.EndOfDay());
        Days = Ranges.Any(range => range.Days == query.Days) ? query.Days : Ranges[0].Days;
        var behind = EntryCursor.Parse(query.Behind);
        IsFirstPage = behind is null;
        Sites = query.Sites == "all" ? license.Sites : license.Sites.Take(MostSites);
        Entries = await entries.ReadAsync(license, Filter, behind, cancellation);
        Chart = await ChartAsync(cancellation);
        Done = query.Done is { } done ? await adjustments.OutcomeAsync(done) : null;
        return Page();
    }

    /// <summary>The query of this page with another pool, range or page of entries.</summary>
    public Dictionary<string, string> Query(Guid? pool, int days, EntryCursor? behind = null)
    {
        var query = new Dictionary<string, string?>
        {
            ["pool"] = pool?.ToString(),
            ["kind"] = Filter.Kind?.ToString(),
            ["from"] = Filter.From is { } from ? Format.IsoDate(from) : null,
            ["to"] = Filter.To is { } to ? Format.IsoDate(to.AddDays(-1)) : null,
            ["days"] = days == Ranges[0].Days ? null : days.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["behind"] = behind?.ToString(),
        };
        return query.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);
    }

    private async Task<BalanceChart?> ChartAsync(CancellationToken cancellation)
    {
        var pools = License.Pools.Where(pool => Filter.PoolId is null || pool.Id == Filter.PoolId).ToList();
        if (pools.Count > BalanceHistory.MostPools)
            return null;
        var start = time.GetUtcNow().UtcDateTime.AddDays(-Days);
        var from = start > License.CreatedAt ? start : License.CreatedAt;
        return new BalanceChart(await history.ReadAsync(pools, from, cancellation));
    }

    /// <summary>The address's query. Days in UTC, both included.</summary>
    public sealed record Fields
    {
        public Guid? Pool { get; init; }
        public TransactionKind? Kind { get; init; }
        public DateOnly? From { get; init; }
        public DateOnly? To { get; init; }
        public int Days { get; init; }
        public string? Behind { get; init; }

        /// <summary><c>all</c> to list all sites of many.</summary>
        public string? Sites { get; init; }

        /// <summary>The one-time id of the adjustment that led here.</summary>
        public Guid? Done { get; init; }
    }
}
