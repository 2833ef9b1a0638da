using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>Leads on to Stripe's receipt or invoice of a purchase.</summary>
public sealed class ReceiptModel(PurchaseQueries purchases, ReceiptLinks papers) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, string paper, CancellationToken cancellation)
    {
        if (await purchases.FindAsync(User.Viewer(), id, cancellation) is not { } owned)
            return NotFound();
        var address = paper switch
        {
            "receipt" => await papers.ReceiptAsync(owned.Purchase, cancellation),
            "invoice" => await papers.InvoiceAsync(owned.Purchase, cancellation),
            _ => null,
        };
        return address is null ? NotFound() : Redirect(address.AbsoluteUri);
    }
}
