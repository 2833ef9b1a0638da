namespace SeoRankGenius.Credits.Web.Pages.Account.Purchases;

/// <summary>
/// The return from Stripe Checkout. Fulfils the purchase itself, so that the credits do not wait for the webhook.
/// </summary>
[Access(Right.Bill)]
public sealed class ThanksModel(CheckoutReturn checkoutReturn, OwnerSites sites, AutoTopUpSetup autoTopUps) : PageModel
{
    public ReturnedPurchase Result { get; private set; } = null!;

    /// <summary>The site that was bought for; null when it was removed meanwhile.</summary>
    public OwnerSite? Site { get; private set; }

    /// <summary>The Credits tab of the site, else of any other.</summary>
    public string Tab => Site is { } site ? $"/account/credits/{site.Domain}" : "/account/credits";

    /// <summary>Where the credits are when the site was removed.</summary>
    public string AfterRemoval => Result.Purchase.Pool switch
    {
        PoolKind.Shared => "The credits are in the Shared Credits of your license.",
        PoolKind.Domain => "Its credits are kept for it: connect it again to use them.",
    };

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
        [FromQuery(Name = "session_id")] string? sessionId, CancellationToken cancellation)
    {
        // By its session: the site may have been renamed or removed during the checkout.
        var viewer = HttpContext.Viewer();
        if (await checkoutReturn.ReturnAsync(viewer, sessionId ?? "", cancellation) is not { } result)
            return NotFound();

        Result = result;
        Site = await sites.FindAsync(viewer, result.Domain, cancellation) is { } site
            && site.SiteId == result.Purchase.SiteId
                ? site
                : null;
        if (result.Purchase.TopUpPoolId is { } poolId)
            TopUp = (await autoTopUps.ReadAsync(poolId, cancellation)).TopUp?.State;
        return Page();
    }
}
