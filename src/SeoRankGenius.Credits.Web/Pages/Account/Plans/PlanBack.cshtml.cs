namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>The return from Stripe's billing portal: updates the license from Stripe, then shows its plan.</summary>
[Access(Right.Bill)]
public sealed class PlanBackModel(SubscriptionReturn subscriptionReturn) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid license, CancellationToken cancellation) =>
        await subscriptionReturn.ReturnFromPortalAsync(HttpContext.Viewer(), license, cancellation)
            ? RedirectToPage("Plans", new { license })
            : NotFound();
}
