using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing;

namespace SeoRankGenius.Credits.Web.Pages.Account;

/// <summary>The way back from the billing portal: asks Stripe what was done there, and leads to the plans.</summary>
public sealed class PlanBackModel(PlanLanding landing) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid license, CancellationToken cancellation) =>
        await landing.ReturnAsync(User.Viewer(), license, cancellation)
            ? RedirectToPage("Plans", new { license })
            : NotFound();
}
