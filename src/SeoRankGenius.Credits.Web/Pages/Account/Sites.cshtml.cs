using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account;

/// <summary>
/// Picks the site to show: the one asked for by the switcher, else the one used last, else the first. Shows itself
/// only to owners without a site.
/// </summary>
public sealed class SitesModel(OwnerSites sites, LastSite last) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? site, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(site))
            return RedirectToPage("/Account/Credits/Credits", new { domain = site });

        var domains = await sites.DomainsAsync(User.Viewer(), cancellation);
        if (domains.Count == 0)
            return Page();

        var used = last.Read(HttpContext);
        var shown = used is not null && domains.Contains(used) ? used : domains[0];
        return RedirectToPage("/Account/Credits/Credits", new { domain = shown });
    }
}
