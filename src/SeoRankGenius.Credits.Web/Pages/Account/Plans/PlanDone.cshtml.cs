using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>
/// Where Stripe's checkout of a plan sends the buyer. Settles the order itself, so that nobody waits for the webhook.
/// </summary>
public sealed class PlanDoneModel(SubscriptionReturn landing, PriceList catalog) : PageModel
{
    public ReturnedOrder Landed { get; private set; } = null!;

    /// <summary>What was ordered; the Free plan when the catalog no longer has it.</summary>
    public Plan Plan => catalog.PlanOf(Landed.Order.Plan);

    /// <summary>The first of the license's sites; null when it has none.</summary>
    public string? Domain => Landed.License.Domains is [var first, ..] ? first : null;

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "session_id")] string? sessionId, CancellationToken cancellation)
    {
        if (await landing.ReturnAsync(User.Viewer(), sessionId ?? "", cancellation) is not { } landed)
            return NotFound();
        Landed = landed;
        return Page();
    }
}
