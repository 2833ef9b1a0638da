namespace SeoRankGenius.Credits.Web.Pages.Account.TopUp;

/// <summary>The automatic top-ups of a site's two pools, with a button to turn each off.</summary>
[Access(Right.Bill)]
[Access(Right.Bill, "Off")]
public sealed class TopUpModel(OwnerSites sites, AutoTopUpSetup autoTopUps, AutoTopUpOptions settings) : PageModel
{
    public OwnerSite Site { get; private set; } = null!;

    public IReadOnlyList<PoolTopUp> Pools { get; private set; } = [];

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
        if (await sites.FindAsync(HttpContext.Viewer(), domain, cancellation) is not { IsTest: false } site)
            return NotFound();
        Site = site;
        Notice = saved switch
        {
            "on" => "Auto top-up saved. It is on from now.",
            "off" => "Auto top-up turned off. Nothing is charged automatically any more.",
            _ => null,
        };
        var pools = new List<PoolTopUp>();
        foreach (var pool in PoolKinds.All)
            pools.Add(new PoolTopUp(
                pool,
                site.Balances.Of(pool),
                await autoTopUps.ReadAsync(pool.Id(site.LicenseId, site.SiteId), cancellation)));
        Pools = pools;
        return Page();
    }

    /// <summary>Takes effect at once.</summary>
    public async Task<IActionResult> OnPostOffAsync(string domain, string? pool, CancellationToken cancellation)
    {
        if (PoolKinds.FromCode(pool) is not { } kind
            || await sites.FindAsync(HttpContext.Viewer(), domain, cancellation) is not { IsTest: false } site)
            return NotFound();
        await autoTopUps.SwitchOffAsync(kind.Id(site.LicenseId, site.SiteId), cancellation);
        return RedirectToPage(new { domain = site.Domain, saved = "off" });
    }
}
