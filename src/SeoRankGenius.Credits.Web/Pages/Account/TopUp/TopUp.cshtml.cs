using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.TopUp;

/// <summary>A pool of a site and its automatic top-up.</summary>
public sealed record PoolTopUp(PoolKind Pool, long Balance, AutoTopUpDetails File)
{
    public string Name => Pool == PoolKind.Shared ? "Shared Credits" : "Domain Credits";

    /// <summary><c>shared</c>, <c>domain</c>: in addresses, and the style's name.</summary>
    public string Code => Pool == PoolKind.Shared ? "shared" : "domain";

    /// <summary>Is there anything to switch off?</summary>
    public bool IsRunning => File.TopUp is { State: AutoTopUpState.On or AutoTopUpState.Waiting };
}

/// <summary>The automatic top-ups of a site's two pools: how they stand, and the switch that ends them.</summary>
public sealed class TopUpModel(OwnerSites sites, AutoTopUpSetup toppingUp, AutoTopUpOptions settings) : PageModel
{
    public OwnerSite Site { get; private set; } = null!;

    public IReadOnlyList<PoolTopUp> Pools { get; private set; } = [];

    /// <summary>Let in for this site only: the Shared pool, and cards, are not theirs to see.</summary>
    public bool IsGuest { get; private set; }

    public bool IsOffered => settings.Offered && !Site.Entitlement.IsFree && !Site.Entitlement.IsSuspended;

    public string? Done { get; private set; }

    public async Task<IActionResult> OnGetAsync(string domain, string? saved, CancellationToken cancellation)
    {
        var viewer = User.Viewer();
        if (await sites.FindAsync(viewer, domain, cancellation) is not { } site)
            return NotFound();
        (Site, IsGuest) = (site, viewer.OnlySiteId is not null);
        Done = saved switch
        {
            "on" => "Saved. It works like this from now on.",
            "off" => "Switched off. Nothing is charged by itself any more.",
            _ => null,
        };
        var pools = new List<PoolTopUp>();
        if (!IsGuest)
            pools.Add(new PoolTopUp(
                PoolKind.Shared, site.Balances.Shared, await toppingUp.ReadAsync(site.LicenseId, cancellation)));
        pools.Add(new PoolTopUp(
            PoolKind.Domain, site.Balances.Domain, await toppingUp.ReadAsync(site.SiteId, cancellation)));
        Pools = pools;
        return Page();
    }

    /// <summary>At once, and by whoever is let in for the site too: it can only save money.</summary>
    public async Task<IActionResult> OnPostOffAsync(string domain, string? pool, CancellationToken cancellation)
    {
        var viewer = User.Viewer();
        if (await sites.FindAsync(viewer, domain, cancellation) is not { } site)
            return NotFound();
        if (pool == "shared")
        {
            AutoTopUpSetup.RequireOwner(viewer);
            await toppingUp.SwitchOffAsync(site.LicenseId, cancellation);
        }
        else
            await toppingUp.SwitchOffAsync(site.SiteId, cancellation);
        return RedirectToPage(new { domain = site.Domain, saved = "off" });
    }
}
