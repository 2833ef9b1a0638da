namespace SeoRankGenius.Credits.Web.Pages.Admin.Payments;

/// <summary>All subscriptions, newest first, and their revenue a month.</summary>
public sealed class SubscriptionsModel(SubscriptionQueries subscriptions) : PageModel
{
    public SubscriptionPage Results { get; private set; } = null!;
    public SubscriptionStatus? Status { get; private set; }

    public async Task OnGetAsync(SubscriptionStatus? status, string? behind, CancellationToken cancellation)
    {
        Status = status;
        Results = await subscriptions.ListAsync(behind, status, cancellation);
    }
}
