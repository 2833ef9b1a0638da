using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Web.Hosting;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>
/// Where Manage billing and Change are sent, in a new tab: on to Stripe's billing portal. It shows the owner's cards
/// and invoices, so a launch link does not open it.
/// </summary>
public sealed class ManageBillingModel(PlanQueries plans, BillingPortal portal, PublicUrl address) : PageModel
{
    /// <summary>Someone who signed in anew on the way, or reloads.</summary>
    public IActionResult OnGet() => RedirectToPage("Plans");

    public async Task<IActionResult> OnPostAsync(Guid license, string? plan, CancellationToken cancellation)
    {
        var viewer = User.Viewer();
        if (await plans.FindAsync(viewer, license, cancellation) is null)
            return NotFound();
        if (viewer.OnlySiteId is not null)
            throw new Refusal(
                RefusalCode.PasswordRequired,
                "Billing shows the owner’s cards and invoices. You came by a link for one site.");

        var back = address.To(Request, $"/account/plans/back/{license}");
        return this.SeeOther(plan is null
            ? await portal.OpenAsync(license, back, cancellation)
            : await portal.ChangeAsync(license, plan, back, cancellation));
    }
}
