namespace SeoRankGenius.Credits.Web.Pages.Account.Credits;

/// <summary>The Credits tab of one site. Reads only.</summary>
[Access(Right.Read)]
public sealed class CreditsModel(
    OwnerSites sites, PriceList catalog, Estimating estimating, LowBalanceAlerts alerts, AutoTopUpSetup autoTopUps,
    LastSite lastSite) : PageModel
{
    /// <summary>More sites are searched instead of listed in the switcher.</summary>
    public const int MostInList = 10;

    public OwnerSite Site { get; private set; } = null!;

    /// <summary>All the owner's sites, for the switcher.</summary>
    public IReadOnlyList<string> Domains { get; private set; } = [];

    public bool IsCheckoutCanceled { get; private set; }

    /// <summary>Null on the Free plan and for a suspended license.</summary>
    public TabStatus? Status { get; private set; }

    /// <summary>Null while the balance suffices, on the Free plan, and after it was hidden.</summary>
    public LowBalanceNotice? LowBalance { get; private set; }

    /// <summary>Automatic top-ups that are stopped or paused, for those who may resume them.</summary>
    public IReadOnlyList<AutoTopUp> StoppedTopUps { get; private set; } = [];

    /// <summary>The pages of settings are not for a session of a launch link.</summary>
    public bool HasSettings => User.OnlySiteId() is null;

    public RunEstimate Run { get; private set; } = null!;

    public string Currency => catalog.Currency;

    /// <summary>
    /// Shared, then Domain; empty on the Free plan and for a suspended license. Only Shared for a test site.
    /// </summary>
    public IReadOnlyList<PackGroup> PackGroups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(
        string domain, string? checkout, string? feature, string? pages, CancellationToken cancellation)
    {
        var viewer = HttpContext.Viewer();
        if (await sites.FindAsync(viewer, domain, cancellation) is not { } site)
            return NotFound();

        Site = site;
        Domains = await sites.DomainsAsync(viewer, cancellation);
        IsCheckoutCanceled = checkout == "canceled";
        Run = new RunEstimate(catalog.Features, catalog.Currency).With(estimating, feature, pages, site.Balances);
        PackGroups = PackGroupsOf(site);
        if (PackGroups.Count > 0 && !site.IsTest)
        {
            Guid? licenseId = viewer.OnlySiteId is null ? site.LicenseId : null;
            Status = await alerts.StatusAsync(site.SiteId, licenseId);
            if (Status.MayWarn && site.Balances.Total < Status.Threshold)
                LowBalance = await alerts.NoticeAsync(site.SiteId, site.Balances, cancellation);
            if (Status.TopUp == TopUpStatus.Stopped && site.May(Right.Bill))
                StoppedTopUps = await autoTopUps.WithProblemsAsync(site.SiteId, licenseId, cancellation);
        }

        lastSite.Write(HttpContext, site.Domain);
        return Page();
    }

    private IReadOnlyList<PackGroup> PackGroupsOf(OwnerSite site) =>
        site.Entitlement.IsFree || site.Entitlement.IsSuspended
        ? []
        : [.. PoolKinds.All.Where(pool => pool != PoolKind.Domain || !site.IsTest)
            .Select(pool => new PackGroup(site.Domain, pool, [.. catalog.PacksOf(pool)], catalog.Currency))
            .Where(group => group.Packs.Count > 0)];
}
