namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>The target of Manage billing and Change: redirects to Stripe's billing portal.</summary>
[Access(Right.Bill)]
[Access(Right.Bill, "")]
public sealed class ManageBillingModel(PlanQueries plans, BillingPortal portal, PublicUrl url) : PageModel
{
    /// <inheritdoc cref="StartPlanModel.OnGet"/>
    public IActionResult OnGet(Guid? license, string? plan) => RedirectToPage("Plans", new { license, plan });

    public async Task<IActionResult> OnPostAsync(Guid license, string? plan, CancellationToken cancellation)
    {
        if (await plans.FindAsync(HttpContext.Viewer(), license, cancellation) is null)
            return NotFound();

        var back = url.To(Request, $"/account/plans/back/{license}");
        return this.SeeOther(plan is null
            ? await portal.OpenAsync(license, back, cancellation)
            : await portal.ChangeAsync(license, plan, back, cancellation));
    }
}
