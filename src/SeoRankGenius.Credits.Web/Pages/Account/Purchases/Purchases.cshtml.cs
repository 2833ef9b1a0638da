using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Web.Identity;

namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>Every pack that the owner bought: what became of it, its papers, and "Check again".</summary>
public sealed class PurchasesModel(PurchaseQueries purchases, StripeOptions stripe) : PageModel
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<OwnedPurchase> Purchases { get; private set; } = [];

    /// <summary>The one that was just checked; null when none was, or Stripe could not be asked.</summary>
    public OwnedPurchase? Checked { get; private set; }

    public bool WasUnreachable { get; private set; }

    /// <summary>Does Stripe make an invoice of each purchase?</summary>
    public bool HasInvoices => stripe.Invoices;

    public async Task OnGetAsync(
        [FromQuery(Name = "checked")] Guid? checkedId, bool unreachable, CancellationToken cancellation)
    {
        Purchases = await purchases.ListAsync(User.Viewer(), cancellation);
        Checked = Purchases.FirstOrDefault(owned => owned.Purchase.Id == checkedId);
        WasUnreachable = unreachable;
    }
}
