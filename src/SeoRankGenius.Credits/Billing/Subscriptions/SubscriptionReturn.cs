using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>An order when its buyer returns from the checkout.</summary>
/// <param name="Order">As it is now.</param>
/// <param name="License">Its license as it is now.</param>
/// <param name="IsChecked">False when Stripe could not be asked just now.</param>
public sealed record ReturnedOrder(SubscriptionOrder Order, OwnedPlan License, bool IsChecked);

/// <summary>
/// Reads a subscription back from Stripe when its owner returns from one of Stripe's pages, without waiting for the
/// event. Does not fail when Stripe does: everything is then as it was last known. May be repeated.
/// </summary>
public sealed class SubscriptionReturn(PlanQueries plans, EventProcessor processor, ILogger<SubscriptionReturn> log)
{
    /// <summary>The viewer's order with this session; null when it is not theirs.</summary>
    public async Task<ReturnedOrder?> ReturnAsync(Viewer viewer, string sessionId, CancellationToken cancellation)
    {
        if (await plans.FindOrderAsync(viewer, sessionId, cancellation) is not { } order)
            return null;
        var isChecked = await TryAsync(() => processor.ReadBackAsync(order, cancellation), order.LicenseId);
        return await plans.FindOrderAsync(viewer, sessionId, cancellation) is { } current
            && await plans.FindAsync(viewer, current.LicenseId, cancellation) is { } license
                ? new ReturnedOrder(current, license, isChecked)
                : null;
    }

    /// <summary>
    /// Reads the subscription of the viewer's license back after a visit to the billing portal. False when the license
    /// is not theirs.
    /// </summary>
    public async Task<bool> ReturnFromPortalAsync(Viewer viewer, Guid licenseId, CancellationToken cancellation)
    {
        if (await plans.FindAsync(viewer, licenseId, cancellation) is not { } license)
            return false;
        if (license.Subscription is { } subscription)
            await TryAsync(() => processor.ReadBackSubscriptionAsync(subscription.Id, cancellation), licenseId);
        return true;
    }

    private async Task<bool> TryAsync(Func<Task> readBack, Guid licenseId)
    {
        try
        {
            await readBack();
            return true;
        }
        catch (Exception fault) when (fault is DependencyUnavailable or Refusal)
        {
            log.LogWarning(fault, "The plan of license {LicenseId} could not be read from Stripe", licenseId);
            return false;
        }
    }
}
