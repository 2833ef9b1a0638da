namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>Redirects to Stripe's receipt or invoice of a purchase.</summary>
[Access(Right.Bill)]
public sealed class ReceiptModel(PurchaseQueries purchases, ReceiptLinks links) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, string document, CancellationToken cancellation)
    {
        if (await purchases.FindAsync(HttpContext.Viewer(), id, cancellation) is not { } owned)
            return NotFound();
        var address = document switch
        {
            "receipt" => await links.ReceiptAsync(owned.Purchase, cancellation),
            "invoice" => await links.InvoiceAsync(owned.Purchase, cancellation),
            _ => null,
        };
        return address is null ? NotFound() : Redirect(address.AbsoluteUri);
    }
}
