using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>The way back from the billing portal: asks Stripe what was done there, and leads to the plans.</summary>
public sealed class PlanBackModel(SubscriptionReturn landing) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid license, CancellationToken cancellation) =>
        await landing.ReturnFromPortalAsync(User.Viewer(), license, cancellation)
            ? RedirectToPage("Plans", new { license })
            : NotFound();
}
