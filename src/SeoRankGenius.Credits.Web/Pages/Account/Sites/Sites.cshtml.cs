using SeoRankGenius.Credits.Licensing.Claims;

namespace SeoRankGenius.Credits.Web.Pages.Account.Sites;

/// <summary>How the sites are sorted.</summary>
public enum SiteOrder
{
    Domain,
    Credits,
    Use,
    LastUse,
}

/// <summary>The sites with their credits and use, and those that were removed.</summary>
[Access(Right.Read)]
public sealed class SitesModel(SiteQueries sites, RemovedSites removedSites) : PageModel
{
    private const int Size = 25;

    /// <summary>Sites of the user's own licenses that return when the owner confirms.</summary>
    public IReadOnlyList<RemovedSite> Removed { get; private set; } = [];

    /// <summary>A removed site was just confirmed.</summary>
    public bool IsConfirmed { get; private set; }

    public IReadOnlyList<SiteOverview> Sites { get; private set; } = [];

    public IReadOnlyList<SharedOverview> Shared { get; private set; } = [];

    /// <summary>A part of the domain; null for all.</summary>
    public string? Search { get; private set; }

    public SiteOrder Order { get; private set; }

    /// <summary>Sites that match the search, on all pages.</summary>
    public int Count { get; private set; }

    /// <summary>The first site shown, from 0.</summary>
    public int Start { get; private set; }

    public int End => Start + Sites.Count;

    /// <summary>There are sites to search among.</summary>
    public bool HasSites { get; private set; }

    public async Task OnGetAsync(
        string? q, SiteOrder? sort, int start, string? done, CancellationToken cancellation)
    {
        IsConfirmed = done == "confirmed";
        Removed = await removedSites.ListAsync(User.Viewer(Right.Own));
        var overview = await sites.ReadAsync(HttpContext.Viewer(), cancellation);
        (Search, Order) = (q?.Trim(), sort ?? SiteOrder.Domain);
        (Shared, HasSites) = (overview.Shared, overview.Sites.Count > 0);
        var found = overview.Sites.Where(site =>
            Search is null || site.Domain.Contains(Search, StringComparison.OrdinalIgnoreCase));
        List<SiteOverview> sorted =
        [
            .. Order switch
            {
                SiteOrder.Domain => found.OrderBy(site => site.Domain, StringComparer.Ordinal),
                SiteOrder.Credits => found.OrderByDescending(site => site.DomainCredits),
                SiteOrder.Use => found.OrderByDescending(site => site.ThisMonth),
                SiteOrder.LastUse => found.OrderByDescending(site => site.LastUse),
            },
        ];
        (Count, Start) = (sorted.Count, Math.Clamp(start, 0, sorted.Count));
        Sites = sorted.GetRange(Start, Math.Min(Size, Count - Start));
    }

    /// <summary>Lets a removed site connect again.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(Guid removed)
    {
        await removedSites.ConfirmAsync(HttpContext.Actor(), HttpContext.Viewer(), removed);
        return RedirectToPage(new { done = "confirmed" });
    }

    /// <summary>The address of this page in another order, or of another part of the list.</summary>
    public string Address(SiteOrder order, int? start = null) =>
        Url.Page("/Account/Sites/Sites", new { q = Search, sort = order, start })!;

    /// <summary>The address of the sites before those shown.</summary>
    public string Previous => Address(Order, Math.Max(0, Start - Size));
}
