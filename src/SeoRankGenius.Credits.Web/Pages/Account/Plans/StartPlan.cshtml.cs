namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>
/// The target of Start: redirects to Stripe Checkout, or shows why the plan is refused. A license with a subscription
/// is redirected to its billing portal instead.
/// </summary>
[Access(Right.Bill)]
[Access(Right.Bill, "")]
public sealed class StartPlanModel(
    PlanQueries plans, StartSubscription subscriptions, BillingPortal portal, PublicUrl url) : PageModel
{
    /// <summary>After a reload, a sign-in on the way or an outdated form: the plans, with the one chosen.</summary>
    public IActionResult OnGet(Guid? license, string? plan) => RedirectToPage("Plans", new { license, plan });

    public async Task<IActionResult> OnPostAsync(Guid license, string? plan, CancellationToken cancellation)
    {
        var viewer = HttpContext.Viewer();
        if (await plans.FindAsync(viewer, license, cancellation) is not { } owned)
            return NotFound();
        if (owned.Subscription is not null)
            return this.SeeOther(await portal.OpenAsync(
                license, url.To(Request, $"/account/plans/back/{license}"), cancellation));

        var urls = url.CheckoutUrls(
            Request, "/account/plans/done", $"/account/plans?license={license}&checkout=canceled");
        var subscriber = new Subscriber(viewer.UserId, User.Email(), license);
        return this.SeeOther(await subscriptions.StartAsync(subscriber, plan ?? "", urls, cancellation));
    }
}
