using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Notifications;
using SeoRankGenius.Credits.Usage;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.Credits;

/// <summary>The Credits tab of one site. Reads only.</summary>
public sealed class CreditsModel(
    OwnerSites sites, PriceList catalog, Estimating estimating, LowBalanceAlerts alerting, AutoTopUpSetup toppingUp,
    LastSite last) : PageModel
{
    public OwnerSite Site { get; private set; } = null!;

    /// <summary>All the owner's sites, for the switcher.</summary>
    public IReadOnlyList<string> Domains { get; private set; } = [];

    public bool IsCheckoutCanceled { get; private set; }

    /// <summary>Null while the balance suffices, on the Free plan, and when it was hidden.</summary>
    public LowNotice? Low { get; private set; }

    /// <summary>Automatic top-ups that something keeps from charging.</summary>
    public IReadOnlyList<AutoTopUp> Troubled { get; private set; } = [];

    public RunEstimate Run { get; private set; } = null!;

    public string Currency => catalog.Currency;

    /// <summary>What is for sale: Shared, then Domain; nothing on the Free plan or for a suspended license.</summary>
    public IReadOnlyList<PackGroup> Shelves { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(
        string domain, string? checkout, string? feature, string? pages, CancellationToken cancellation)
    {
        if (await sites.FindAsync(User.Viewer(), domain, cancellation) is not { } site)
            return NotFound();

        Site = site;
        Domains = await sites.DomainsAsync(User.Viewer(), cancellation);
        IsCheckoutCanceled = checkout == "canceled";
        Run = new RunEstimate(catalog.Features, catalog.Currency).Ask(estimating, feature, pages, site.Balances);
        Shelves = ShelvesOf(site);
        if (Shelves.Count > 0
            && await alerting.NoticeAsync(site.SiteId, site.Balances, cancellation) is { } low)
            Low = new LowNotice(site.Domain, low, catalog.Currency);
        if (Shelves.Count > 0)
            Troubled = await toppingUp.TroubledAsync(
                site.SiteId, User.Viewer().OnlySiteId is null ? site.LicenseId : null, cancellation);
        last.Write(HttpContext, site.Domain);
        return Page();
    }

    private IReadOnlyList<PackGroup> ShelvesOf(OwnerSite site) =>
        site.Entitlement.IsFree || site.Entitlement.IsSuspended
        ? []
        : [.. new[] { PoolKind.Shared, PoolKind.Domain }
            .Select(pool => (Pool: pool, Packs: catalog.PacksOf(pool).ToList()))
            .Where(sold => sold.Packs.Count > 0)
            .Select(sold => new PackGroup(site.Domain, sold.Pool, sold.Packs, catalog.Currency))];
}
