namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>
/// The return from Stripe Checkout. Fulfils the purchase itself, so that the credits do not wait for the webhook.
/// </summary>
public sealed class ThanksModel(CheckoutReturn checkoutReturn, OwnerSites sites, AutoTopUpSetup autoTopUps) : PageModel
{
    public ReturnedPurchase Result { get; private set; } = null!;

    public OwnerSite Site { get; private set; } = null!;

    /// <summary>The state of the automatic top-up that the purchase sets up; null for any other purchase.</summary>
    public AutoTopUpState? TopUp { get; private set; }

    public (string Icon, string Title) Outcome => Result.Purchase.Status switch
    {
        PurchaseStatus.Paid => ("good", "Thank you. Your credits are here."),
        PurchaseStatus.Pending => ("wait", "Your payment is pending"),
        PurchaseStatus.Failed => ("stop", "Nothing was charged"),
        PurchaseStatus.Open => ("wait", "We are waiting for Stripe’s confirmation"),
    };

    public async Task<IActionResult> OnGetAsync(
        string domain, [FromQuery(Name = "session_id")] string? sessionId, CancellationToken cancellation)
    {
        var viewer = User.Viewer();
        if (await checkoutReturn.ReturnAsync(viewer, domain, sessionId ?? "", cancellation) is not { } result
            || await sites.FindAsync(viewer, domain, cancellation) is not { } site)
            return NotFound();

        (Result, Site) = (result, site);
        if (result.Purchase.TopUpPoolId is { } poolId)
            TopUp = (await autoTopUps.ReadAsync(poolId, cancellation)).TopUp?.State;
        return Page();
    }
}
