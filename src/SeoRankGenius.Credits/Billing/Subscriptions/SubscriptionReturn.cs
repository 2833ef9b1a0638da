using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>An order as its buyer finds it on coming back from the checkout.</summary>
/// <param name="Order">As it is now.</param>
/// <param name="License">Its license as it stands now.</param>
/// <param name="IsChecked">False when Stripe could not be asked just now; its events will tell.</param>
public sealed record ReturnedOrder(SubscriptionOrder Order, OwnedPlan License, bool IsChecked);

/// <summary>
/// The ways back from Stripe's pages about a plan. Each settles by itself, so that nobody waits for an event, and none
/// fails when Stripe does: all then is as it was last known.
/// </summary>
public sealed class SubscriptionReturn(PlanQueries plans, SubscriptionSync following, ILogger<SubscriptionReturn> log)
{
    /// <summary>
    /// Finds the viewer's order by its session and settles it. Null when it is not theirs. May be repeated.
    /// </summary>
    public async Task<ReturnedOrder?> LandAsync(Viewer viewer, string sessionId, CancellationToken cancellation)
    {
        if (await plans.FindOrderAsync(viewer, sessionId, cancellation) is not { } order)
            return null;
        var isChecked = await TryAsync(() => following.SettleAsync(order, cancellation), order.LicenseId);
        return await plans.FindOrderAsync(viewer, sessionId, cancellation) is { } settled
            && await plans.FindAsync(viewer, settled.LicenseId, cancellation) is { } license
                ? new ReturnedOrder(settled, license, isChecked)
                : null;
    }

    /// <summary>
    /// Brings the viewer's license up to date after they were in the billing portal. False when it is not theirs. May
    /// be repeated.
    /// </summary>
    public async Task<bool> ReturnAsync(Viewer viewer, Guid licenseId, CancellationToken cancellation)
    {
        if (await plans.FindAsync(viewer, licenseId, cancellation) is not { } license)
            return false;
        if (license.Subscription is { } subscription)
            await TryAsync(() => following.SettleAsync(subscription.Id, cancellation), licenseId);
        return true;
    }

    private async Task<bool> TryAsync(Func<Task> settle, Guid licenseId)
    {
        try
        {
            await settle();
            return true;
        }
        catch (Exception fault) when (fault is DependencyUnavailable or Refusal)
        {
            log.LogWarning(fault, "The plan of license {LicenseId} could not be settled on asking", licenseId);
            return false;
        }
    }
}
