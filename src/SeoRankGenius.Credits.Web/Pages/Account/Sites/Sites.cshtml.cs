namespace SeoRankGenius.Credits.Web.Pages.Account.Sites;

/// <summary>How the sites are sorted.</summary>
public enum SiteOrder
{
    Domain,
    Credits,
    Use,
    LastUse,
}

/// <summary>The owner's sites with their credits and use. Reads only.</summary>
[Access(Right.Read)]
public sealed class SitesModel(SiteQueries sites) : PageModel
{
    public IReadOnlyList<SiteOverview> Sites { get; private set; } = [];

    public IReadOnlyList<SharedOverview> Shared { get; private set; } = [];

    /// <summary>A part of the domain; null for all.</summary>
    public string? Search { get; private set; }

    public SiteOrder Order { get; private set; }

    /// <summary>There are sites to search among.</summary>
    public bool HasSites { get; private set; }

    public async Task OnGetAsync(string? q, SiteOrder? sort, CancellationToken cancellation)
    {
        var overview = await sites.ReadAsync(HttpContext.Viewer(), cancellation);
        (Search, Order) = (q?.Trim(), sort ?? SiteOrder.Domain);
        (Shared, HasSites) = (overview.Shared, overview.Sites.Count > 0);
        var found = overview.Sites.Where(site =>
            Search is null || site.Domain.Contains(Search, StringComparison.OrdinalIgnoreCase));
        Sites =
        [
            .. Order switch
            {
                SiteOrder.Domain => found.OrderBy(site => site.Domain, StringComparer.Ordinal),
                SiteOrder.Credits => found.OrderByDescending(site => site.DomainCredits),
                SiteOrder.Use => found.OrderByDescending(site => site.ThisMonth),
                SiteOrder.LastUse => found.OrderByDescending(site => site.LastUse),
            },
        ];
    }

    /// <summary>The address of this page in another order.</summary>
    public string Address(SiteOrder order) =>
        Url.Page("/Account/Sites/Sites", new { q = Search, sort = order })!;
}
