namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>The owner's purchases with their state, receipts, and "Check again".</summary>
public sealed class PurchasesModel(PurchaseQueries purchases, StripeOptions stripe) : PageModel
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<OwnedPurchase> Purchases { get; private set; } = [];

    /// <summary>The purchase that was just checked with Stripe; null for none.</summary>
    public OwnedPurchase? Checked { get; private set; }

    public bool IsStripeUnreachable { get; private set; }

    /// <summary>Stripe creates an invoice for each purchase.</summary>
    public bool HasInvoices => stripe.Invoices;

    public async Task OnGetAsync(
        [FromQuery(Name = "checked")] Guid? checkedId, bool unreachable, CancellationToken cancellation)
    {
        Purchases = await purchases.ListAsync(User.Viewer(), cancellation);
        Checked = Purchases.FirstOrDefault(owned => owned.Purchase.Id == checkedId);
        IsStripeUnreachable = unreachable;
    }
}
