namespace SeoRankGenius.Credits.Web.Pages.Account;

/// <summary>
/// Addresses without a site: the Credits tab, its alerts and its automatic top-up. Redirects to the page of a site: the
/// one chosen in the switcher, else the last one used, else the first. A part of a domain leads to the search among the
/// sites. Owners without a site see how to connect one.
/// </summary>
[Access(Right.Read)]
public sealed class StartModel(OwnerSites sites, LastSite lastSite) : PageModel
{
    /// <summary>The addresses besides <c>/account/credits</c>, each a page of a site.</summary>
    public static readonly IReadOnlyList<string> Pages = ["alerts", "top-up"];

    public async Task<IActionResult> OnGetAsync(string? site, CancellationToken cancellation)
    {
        var domains = await sites.DomainsAsync(HttpContext.Viewer(), cancellation);
        if (!string.IsNullOrWhiteSpace(site))
            return domains.Contains(site.Trim(), StringComparer.OrdinalIgnoreCase)
                ? RedirectToPage("/Account/Credits/Credits", new { domain = site.Trim() })
                : RedirectToPage("/Account/Sites/Sites", new { q = site.Trim() });
        if (domains.Count == 0)
            return Page();

        var lastDomain = lastSite.Read(HttpContext);
        var domain = lastDomain is not null && domains.Contains(lastDomain) ? lastDomain : domains[0];
        var page = Pages.FirstOrDefault(page => Request.Path.Value!.EndsWith(page, StringComparison.OrdinalIgnoreCase));
        return page is null
            ? RedirectToPage("/Account/Credits/Credits", new { domain })
            : Redirect($"/account/credits/{domain}/{page}");
    }
}
