namespace SeoRankGenius.Credits.Web.Pages.Account.Plans;

/// <summary>
/// The return from Stripe's checkout of a plan. Reads the subscription from Stripe, so that the plan does not wait for
/// the webhook.
/// </summary>
[Access(Right.Bill)]
public sealed class PlanDoneModel(SubscriptionReturn subscriptionReturn, OwnerSites sites, PriceList catalog)
    : PageModel
{
    public ReturnedOrder Result { get; private set; } = null!;

    /// <summary>The ordered plan; the Free plan when the catalog no longer has it.</summary>
    public Plan Plan => catalog.PlanOf(Result.Order.Plan);

    /// <summary>Of the license's first site; null without a site.</summary>
    public Balances? Balances { get; private set; }

    /// <summary>The Credits tab of the license's first site.</summary>
    public string CreditsLink =>
        Result.License.Domains is [var first, ..] ? $"/account/credits/{first}" : "/account/credits";

    public (string Icon, string Title) Outcome => (Result.Order.Status, Result.License.Entitlement) switch
    {
        (SubscriptionOrderStatus.Completed, { IsTrial: true }) => ("good", "Your trial has started"),
        (SubscriptionOrderStatus.Completed, { IsFree: true }) => ("stop", "This plan has ended"),
        (SubscriptionOrderStatus.Completed, { Plan.Name: var plan }) => ("good", $"Thank you. You are on {plan}."),
        (SubscriptionOrderStatus.Failed, _) => ("stop", "Nothing was charged"),
        (SubscriptionOrderStatus.Open, _) => ("wait", "We are waiting for Stripe’s confirmation"),
    };

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "session_id")] string? sessionId, CancellationToken cancellation)
    {
        if (await subscriptionReturn.ReturnAsync(HttpContext.Viewer(), sessionId ?? "", cancellation) is not { } result)
            return NotFound();
        Result = result;
        if (result.License.Domains is [var first, ..])
            Balances = (await sites.FindAsync(HttpContext.Viewer(), first, cancellation))?.Balances;
        return Page();
    }
}
