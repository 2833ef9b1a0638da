namespace SeoRankGenius.Credits.Web.Pages.Admin.Payments;

/// <summary>All purchases, newest first.</summary>
public sealed class IndexModel(PaymentQueries payments) : PageModel
{
    public PurchasePage Results { get; private set; } = null!;
    public PurchaseStatus? Status { get; private set; }

    public async Task OnGetAsync(PurchaseStatus? status, Guid? behind, CancellationToken cancellation)
    {
        Status = status;
        Results = await payments.ListAsync(behind, status, cancellation);
    }
}
