namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>Redirects to Stripe's page of a plan's paid invoice.</summary>
[Access(Right.Bill)]
public sealed class InvoiceModel(PurchaseQueries purchases, ReceiptLinks links) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string invoice, CancellationToken cancellation) =>
        await purchases.FindInvoiceAsync(HttpContext.Viewer(), invoice, cancellation) is { } paid
        && await links.InvoiceAsync(paid, cancellation) is { } address
            ? Redirect(address.AbsoluteUri)
            : NotFound();
}
