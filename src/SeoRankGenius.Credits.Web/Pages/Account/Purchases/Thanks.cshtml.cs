using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Web.Pages.Account;

/// <summary>
/// Where Stripe's checkout sends the buyer. Settles the purchase itself, so the credits do not wait for the webhook.
/// </summary>
public sealed class ThanksModel(Landing landing, OwnedSites sites, ToppingUp toppingUp) : PageModel
{
    public Landed Landed { get; private set; } = null!;

    public OwnedSite Site { get; private set; } = null!;

    /// <summary>How the automatic top-up stands that the purchase sets up; null for any other purchase.</summary>
    public TopUpState? TopUp { get; private set; }

    /// <summary>Whole credits now in the pool that the purchase is for.</summary>
    public long PoolBalance =>
        Landed.Purchase.Pool == PoolKind.Shared ? Site.Balances.Shared : Site.Balances.Domain;

    public async Task<IActionResult> OnGetAsync(
        string domain, [FromQuery(Name = "session_id")] string? sessionId, CancellationToken cancellation)
    {
        var viewer = User.Viewer();
        if (await landing.LandAsync(viewer, domain, sessionId ?? "", cancellation) is not { } landed
            || await sites.FindAsync(viewer, domain, cancellation) is not { } site)
            return NotFound();

        (Landed, Site) = (landed, site);
        if (landed.Purchase.TopUpPoolId is { } poolId)
            TopUp = (await toppingUp.ReadAsync(poolId, cancellation)).TopUp?.State;
        return Page();
    }
}
