namespace SeoRankGenius.Credits.Web.Pages.Account.TopUp;

/// <summary>The automatic top-ups of a site's two pools, with a button to turn each off.</summary>
public sealed class TopUpModel(OwnerSites sites, AutoTopUpSetup autoTopUps, AutoTopUpOptions settings) : PageModel
{
    public OwnerSite Site { get; private set; } = null!;

    public IReadOnlyList<PoolTopUp> Pools { get; private set; } = [];

    /// <summary>Signed in for this site only: the Shared pool and the cards are not shown.</summary>
    public bool IsGuest { get; private set; }

    /// <summary>Why it can't be set up; null when it can.</summary>
    public string? Unavailable => Site.Entitlement switch
    {
        { IsFree: true } => "Auto top-up needs a paid plan.",
        { IsSuspended: true } => "Auto top-up is not available while this license is suspended.",
        _ when !settings.Offered => "Auto top-up is not available at the moment.",
        _ => null,
    };

    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(string domain, string? saved, CancellationToken cancellation)
    {
        var viewer = User.Viewer();
        if (await sites.FindAsync(viewer, domain, cancellation) is not { IsTest: false } site)
            return NotFound();
        (Site, IsGuest) = (site, viewer.OnlySiteId is not null);
        Notice = saved switch
        {
            "on" => "Auto top-up saved. It is on from now.",
            "off" => "Auto top-up turned off. Nothing is charged automatically any more.",
            _ => null,
        };
        var pools = new List<PoolTopUp>();
        foreach (var pool in PoolKinds.All)
            if (pool == PoolKind.Domain || !IsGuest)
                pools.Add(new PoolTopUp(
                    pool,
                    site.Balances.Of(pool),
                    await autoTopUps.ReadAsync(pool.Id(site.LicenseId, site.SiteId), cancellation)));
        Pools = pools;
        return Page();
    }

    /// <summary>Takes effect at once. A guest may do it for the site's own pool: it can only save money.</summary>
    public async Task<IActionResult> OnPostOffAsync(string domain, string? pool, CancellationToken cancellation)
    {
        var viewer = User.Viewer();
        if (PoolKinds.FromCode(pool) is not { } kind
            || await sites.FindAsync(viewer, domain, cancellation) is not { IsTest: false } site)
            return NotFound();
        if (kind == PoolKind.Shared)
            AutoTopUpSetup.RequireOwner(viewer);
        await autoTopUps.SwitchOffAsync(kind.Id(site.LicenseId, site.SiteId), cancellation);
        return RedirectToPage(new { domain = site.Domain, saved = "off" });
    }
}
