namespace SeoRankGenius.Credits.Web.Pages.Account.Activity;

/// <summary>Every movement of the owner's credits, with a chart per day and an export. Reads only.</summary>
[Access(Right.Read)]
public sealed class ActivityModel(
    ActivityQueries activity, SiteQueries overviews, OwnerSites sites, PriceList catalog, TimeProvider time) : PageModel
{
    private const int Size = 30, ExportedAtOnce = 500, MostDays = 92;

    /// <summary>The address's query.</summary>
    public Fields Filter { get; private set; } = new();

    public IReadOnlyList<string> Domains { get; private set; } = [];

    public ActivityPage Lines { get; private set; } = null!;

    public bool IsFiltered => Filter != new Fields();

    public bool IsNewest { get; private set; }

    public UseChart Chart { get; private set; } = null!;

    /// <summary>When pools are empty at the present pace; a pool without an estimate is missing.</summary>
    public IReadOnlyList<string> Estimates { get; private set; } = [];

    public IReadOnlyList<Feature> Features => catalog.Features;

    /// <summary>A session for one site has no other to choose.</summary>
    public bool HasSites => User.OnlySiteId() is null && Domains.Count > 1;

    public async Task<IActionResult> OnGetAsync(Fields fields, string? behind, CancellationToken cancellation)
    {
        if (!await FindAsync(fields, cancellation))
            return NotFound();
        var viewer = HttpContext.Viewer();
        IsNewest = behind is null;
        Lines = await activity.ReadAsync(viewer, Filter.ToFilter(), EntryCursor.Parse(behind), Size, cancellation);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var last = Filter.To is { } to && to < today ? to : today;
        var first = Filter.From is { } from && from <= last ? from : last.AddDays(1 - Forecast.Window);
        if (last.DayNumber - first.DayNumber >= MostDays)
            first = last.AddDays(1 - MostDays);
        Estimates = EstimatesOf(await overviews.ReadAsync(viewer, cancellation));
        Chart = new UseChart(await activity.ByDayAsync(viewer, Filter.Site, first, last, cancellation));
        return Page();
    }

    /// <summary>All movements that match the filter as CSV, streamed.</summary>
    public async Task<IActionResult> OnGetCsvAsync(Fields fields, CancellationToken cancellation)
    {
        if (!await FindAsync(fields, cancellation))
            return NotFound();
        Response.ContentType = "text/csv; charset=utf-8";
        var today = Format.IsoDate(time.GetUtcNow().UtcDateTime);
        Response.Headers.ContentDisposition = $"attachment; filename=activity-{today}.csv";
        await Response.WriteAsync(ActivityCsv.Header, cancellation);
        EntryCursor? behind = null;
        do
        {
            var page = await activity.ReadAsync(
                HttpContext.Viewer(), Filter.ToFilter(), behind, ExportedAtOnce, cancellation);
            await Response.WriteAsync(string.Concat(page.Lines.Select(ActivityCsv.Line)), cancellation);
            behind = page.Next;
        }
        while (behind is not null);
        return new EmptyResult();
    }

    /// <summary>This page's address with the filter, after a cursor.</summary>
    public string Address(EntryCursor? behind = null, string? handler = null) =>
        Url.Page("/Account/Activity/Activity", handler, Filter.ToQuery(behind))!;

    private List<string> EstimatesOf(SitesOverview overview) =>
    [
        .. overview.Shared.Where(pool => pool.EmptyOn is not null && User.OnlySiteId() is null)
            .Select(pool => $"{PoolKind.Shared.Title()}: at this pace until about {Format.Date(pool.EmptyOn!.Value)}."),
        .. overview.Sites.Where(site => site.EmptyOn is not null && site.Domain == (Filter.Site ?? site.Domain))
            .Select(site => $"{site.Domain}: at this pace until about {Format.Date(site.EmptyOn!.Value)}."),
    ];

    private async Task<bool> FindAsync(Fields fields, CancellationToken cancellation)
    {
        Filter = fields with { Feature = Features.FirstOrDefault(known => known.Code == fields.Feature)?.Code };
        Domains = await sites.DomainsAsync(HttpContext.Viewer(), cancellation);
        return Filter.Site is null || Domains.Contains(Filter.Site);
    }

    /// <summary>Days in UTC, both included.</summary>
    public sealed record Fields
    {
        public string? Site { get; init; }

        public ActivityKind? Kind { get; init; }

        public string? Feature { get; init; }

        public DateOnly? From { get; init; }

        public DateOnly? To { get; init; }

        public ActivityFilter ToFilter() => new(Site, Kind, Feature, From.StartOfDay(), To.EndOfDay());

        public Dictionary<string, string?> ToQuery(EntryCursor? behind) => new()
        {
            ["site"] = Site,
            ["kind"] = Kind?.ToString(),
            ["feature"] = Feature,
            ["from"] = Format.IsoDate(From),
            ["to"] = Format.IsoDate(To),
            ["behind"] = behind?.ToString(),
        };
    }
}
