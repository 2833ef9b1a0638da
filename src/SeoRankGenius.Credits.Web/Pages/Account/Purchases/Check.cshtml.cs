using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>Where Check again is sent: asks Stripe, settles, and leads back to the purchases.</summary>
public sealed class CheckModel(CheckoutReturn landing) : PageModel
{
    /// <summary>Someone who signed in anew on the way, or reloads.</summary>
    public IActionResult OnGet() => RedirectToPage("Purchases");

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await landing.CheckAsync(User.Viewer(), id, cancellation) is not { } landed)
            return NotFound();
        return landed.IsChecked
            ? RedirectToPage("Purchases", new { @checked = id })
            : RedirectToPage("Purchases", new { unreachable = true });
    }
}
