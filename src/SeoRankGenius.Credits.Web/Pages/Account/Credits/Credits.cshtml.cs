namespace SeoRankGenius.Credits.Web.Pages.Account.Credits;

/// <summary>The Credits tab of one site. Reads only.</summary>
public sealed class CreditsModel(
    OwnerSites sites, PriceList catalog, Estimating estimating, LowBalanceAlerts alerts, AutoTopUpSetup autoTopUps,
    LastSite lastSite) : PageModel
{
    public OwnerSite Site { get; private set; } = null!;

    /// <summary>All the owner's sites, for the switcher.</summary>
    public IReadOnlyList<string> Domains { get; private set; } = [];

    public bool IsCheckoutCanceled { get; private set; }

    /// <summary>Null while the balance suffices, on the Free plan, and after it was hidden.</summary>
    public LowNotice? LowBalance { get; private set; }

    /// <summary>Automatic top-ups that are stopped or paused.</summary>
    public IReadOnlyList<AutoTopUp> StoppedTopUps { get; private set; } = [];

    public RunEstimate Run { get; private set; } = null!;

    public string Currency => catalog.Currency;

    /// <summary>Shared, then Domain; empty on the Free plan and for a suspended license.</summary>
    public IReadOnlyList<PackGroup> PackGroups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(
        string domain, string? checkout, string? feature, string? pages, CancellationToken cancellation)
    {
        var viewer = User.Viewer();
        if (await sites.FindAsync(viewer, domain, cancellation) is not { } site)
            return NotFound();

        Site = site;
        Domains = await sites.DomainsAsync(viewer, cancellation);
        IsCheckoutCanceled = checkout == "canceled";
        Run = new RunEstimate(catalog.Features, catalog.Currency).With(estimating, feature, pages, site.Balances);
        PackGroups = PackGroupsOf(site);
        if (PackGroups.Count > 0)
        {
            if (await alerts.NoticeAsync(site.SiteId, site.Balances, cancellation) is { } low)
                LowBalance = new LowNotice(site.Domain, low, site.Balances.Total, catalog.Currency);
            StoppedTopUps = await autoTopUps.TroubledAsync(
                site.SiteId, viewer.OnlySiteId is null ? site.LicenseId : null, cancellation);
        }

        lastSite.Write(HttpContext, site.Domain);
        return Page();
    }

    private IReadOnlyList<PackGroup> PackGroupsOf(OwnerSite site) =>
        site.Entitlement.IsFree || site.Entitlement.IsSuspended
        ? []
        : [.. PoolKinds.All
            .Select(pool => new PackGroup(site.Domain, pool, [.. catalog.PacksOf(pool)], catalog.Currency))
            .Where(group => group.Packs.Count > 0)];
}
