namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>The owner's purchases with their state, receipts, and "Check again".</summary>
[Access(Right.Bill)]
public sealed class PurchasesModel(PurchaseQueries purchases) : PageModel
{
    /// <summary>Newest first, without <see cref="Abandoned"/>.</summary>
    public IReadOnlyList<OwnedPurchase> Purchases { get; private set; } = [];

    /// <summary>Checkouts that ended without a payment. Newest first.</summary>
    public IReadOnlyList<OwnedPurchase> Abandoned { get; private set; } = [];

    /// <summary>There are older purchases.</summary>
    public bool IsCut => Purchases.Count + Abandoned.Count == PurchaseQueries.Shown;

    /// <summary>The purchase that was just checked with Stripe; null for none.</summary>
    public OwnedPurchase? Checked { get; private set; }

    public bool IsStripeUnreachable { get; private set; }

    public async Task OnGetAsync(
        [FromQuery(Name = "checked")] Guid? checkedId, bool unreachable, CancellationToken cancellation)
    {
        var all = await purchases.ListAsync(HttpContext.Viewer(), cancellation);
        var parts = all.ToLookup(owned => PurchaseSummary.IsAbandoned(owned.Purchase));
        (Purchases, Abandoned) = ([.. parts[false]], [.. parts[true]]);
        Checked = all.Find(owned => owned.Purchase.Id == checkedId);
        IsStripeUnreachable = unreachable;
    }
}
