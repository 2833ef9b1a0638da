using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>
/// Where Stripe's checkout sends the buyer. Settles the purchase itself, so the credits do not wait for the webhook.
/// </summary>
public sealed class ThanksModel(CheckoutReturn landing, OwnerSites sites, AutoTopUpSetup toppingUp) : PageModel
{
    public ReturnedPurchase Landed { get; private set; } = null!;

    public OwnerSite Site { get; private set; } = null!;

    /// <summary>How the automatic top-up stands that the purchase sets up; null for any other purchase.</summary>
    public AutoTopUpState? TopUp { get; private set; }

    /// <summary>Whole credits now in the pool that the purchase is for.</summary>
    public long PoolBalance =>
        Landed.Purchase.Pool == PoolKind.Shared ? Site.Balances.Shared : Site.Balances.Domain;

    public async Task<IActionResult> OnGetAsync(
        string domain, [FromQuery(Name = "session_id")] string? sessionId, CancellationToken cancellation)
    {
        var viewer = User.Viewer();
        if (await landing.ReturnAsync(viewer, domain, sessionId ?? "", cancellation) is not { } landed
            || await sites.FindAsync(viewer, domain, cancellation) is not { } site)
            return NotFound();

        (Landed, Site) = (landed, site);
        if (landed.Purchase.TopUpPoolId is { } poolId)
            TopUp = (await toppingUp.ReadAsync(poolId, cancellation)).TopUp?.State;
        return Page();
    }
}
