namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>The target of Check again: reads the purchase from Stripe, fulfils it, and returns to the list.</summary>
[Access(Right.Bill)]
[Access(Right.Bill, "")]
public sealed class CheckModel(CheckoutReturn checkoutReturn) : PageModel
{
    /// <summary>A reload, or a sign-in on the way.</summary>
    public IActionResult OnGet() => RedirectToPage("Purchases");

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await checkoutReturn.CheckAsync(HttpContext.Viewer(), id, cancellation) is not { } result)
            return NotFound();
        return result.IsChecked
            ? RedirectToPage("Purchases", new { @checked = id })
            : RedirectToPage("Purchases", new { unreachable = true });
    }
}
