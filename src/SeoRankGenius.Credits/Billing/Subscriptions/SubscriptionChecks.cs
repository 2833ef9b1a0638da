using StripeSubscription = Stripe.Subscription;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>Our rows that a snapshot concerns.</summary>
internal sealed record SubscriptionRows(License License, SubscriptionOrder? Order, Subscription? Subscription);

/// <summary>Finds why a snapshot cannot be applied. Such a snapshot is flagged and changes nothing.</summary>
internal static class SubscriptionChecks
{
    /// <summary>The first reason, as a sentence for an operator; null when everything fits.</summary>
    public static async Task<string?> FindMismatchAsync(
        CreditsDb db, SubscriptionRows ours, SubscriptionSnapshot snapshot) =>
        OfOrder(ours.License, ours.Order, snapshot)
        ?? (snapshot.Subscription is null ? null : OfSubscription(ours.Subscription, snapshot))
        ?? (snapshot.Subscription is null ? null : await OfLicenseAsync(db, ours, snapshot.Subscription));

    private static string? OfOrder(License license, SubscriptionOrder? order, SubscriptionSnapshot snapshot)
    {
        if (order is not null && order.LicenseId != license.Id)
            return $"Order {order.Id} is of another license.";
        return order?.StripeSessionId is { } known && snapshot.Session is { } session && session.Id != known
            ? $"The order has another session, {known}."
            : null;
    }

    private static string? OfSubscription(Subscription? row, SubscriptionSnapshot snapshot)
    {
        var status = Subscription.StatusOf(snapshot.Subscription!.Status);
        if (status is null)
            return $"The status {snapshot.Subscription.Status} is unknown.";
        // One that is over takes its plan away, whatever has become of its price.
        var isEnd = row is not null && status is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;
        if (snapshot.Plan is null && !(isEnd && snapshot.Subscription.Items?.Data is [_, ..]))
            return "Its price belongs to no plan in the catalog.";
        return snapshot.Invoice is { Period: not null, Plan: null, Invoice: var invoice }
            ? $"Invoice {invoice.Id} is for no plan in the catalog."
            : null;
    }

    private static async Task<string?> OfLicenseAsync(
        CreditsDb db, SubscriptionRows ours, StripeSubscription subscription)
    {
        var license = ours.License;
        // A known subscription stays with its customer, also after that one was deleted and replaced.
        if (ours.Subscription is null && license.StripeCustomerId is { } customer
            && customer != subscription.CustomerId)
            return $"It is paid by a customer other than {customer}.";
        if (await db.Licenses.AnyAsync(other =>
            other.Id != license.Id && other.StripeCustomerId == subscription.CustomerId))
            return "It is paid by the customer of another license.";
        var isOver = Subscription.StatusOf(subscription.Status)
            is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;
        var other = isOver ? null : await db.Subscriptions.Where(Subscription.IsLiveOf(license.Id))
            .FirstOrDefaultAsync(known => known.Id != subscription.Id);
        return other is null ? null : $"The license has another subscription, {other.Id}.";
    }
}
