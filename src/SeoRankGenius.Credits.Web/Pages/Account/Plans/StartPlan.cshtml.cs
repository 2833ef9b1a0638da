using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Web.Hosting;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>
/// Where Start is sent, in a new tab: on to Stripe's checkout, or to a page that says why not. A license that is paid
/// for already is led to its billing instead.
/// </summary>
public sealed class StartPlanModel(
    PlanQueries plans, StartSubscription subscribing, BillingPortal portal, PublicUrl address) : PageModel
{
    /// <summary>Someone who signed in anew on the way, or reloads.</summary>
    public IActionResult OnGet() => RedirectToPage("Plans");

    public async Task<IActionResult> OnPostAsync(Guid license, string? plan, CancellationToken cancellation)
    {
        var viewer = User.Viewer();
        if (await plans.FindAsync(viewer, license, cancellation) is not { } owned)
            return NotFound();
        if (owned.Subscription is not null && viewer.OnlySiteId is null)
            return this.SeeOther(await portal.OpenAsync(
                license, address.To(Request, $"/account/plans/back/{license}"), cancellation));

        // Stripe fills in the session's id.
        var urls = new ReturnUrls(
            address.To(Request, "/account/plans/done?session_id={CHECKOUT_SESSION_ID}"),
            address.To(Request, $"/account/plans?license={license}&checkout=canceled"));
        var subscriber = new Subscriber(viewer.UserId, User.Email(), license);
        return this.SeeOther(await subscribing.StartAsync(subscriber, plan ?? "", urls, cancellation));
    }
}
