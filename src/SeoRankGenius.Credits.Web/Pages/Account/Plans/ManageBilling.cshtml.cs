namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>
/// The target of Manage billing and Change: redirects to Stripe's billing portal. The portal shows the owner's cards
/// and invoices, so a launch link does not open it.
/// </summary>
public sealed class ManageBillingModel(PlanQueries plans, BillingPortal portal, PublicUrl url) : PageModel
{
    /// <summary>A reload, or a sign-in on the way.</summary>
    public IActionResult OnGet() => RedirectToPage("Plans");

    public async Task<IActionResult> OnPostAsync(Guid license, string? plan, CancellationToken cancellation)
    {
        var viewer = User.Viewer();
        if (await plans.FindAsync(viewer, license, cancellation) is null)
            return NotFound();
        if (viewer.OnlySiteId is not null)
            throw new Refusal(
                RefusalCode.PasswordRequired,
                "You are signed in for one site only. Billing shows the license owner’s cards and invoices.");

        var back = url.To(Request, $"/account/plans/back/{license}");
        return this.SeeOther(plan is null
            ? await portal.OpenAsync(license, back, cancellation)
            : await portal.ChangeAsync(license, plan, back, cancellation));
    }
}
