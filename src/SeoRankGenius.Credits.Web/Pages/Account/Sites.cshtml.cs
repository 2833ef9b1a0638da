namespace SeoRankGenius.Credits.Web.Pages.Account;

/// <summary>
/// Redirects to a site's Credits tab: the one chosen in the switcher, else the last one used, else the first. Owners
/// without a site see how to connect one.
/// </summary>
public sealed class SitesModel(OwnerSites sites, LastSite lastSite) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? site, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(site))
            return RedirectToPage("/Account/Credits/Credits", new { domain = site });

        var domains = await sites.DomainsAsync(User.Viewer(), cancellation);
        if (domains.Count == 0)
            return Page();

        var lastDomain = lastSite.Read(HttpContext);
        var domain = lastDomain is not null && domains.Contains(lastDomain) ? lastDomain : domains[0];
        return RedirectToPage("/Account/Credits/Credits", new { domain });
    }
}
