using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Licensing;
using StripeSubscription = Stripe.Subscription;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>Why what Stripe told of a subscription can't be applied, for people. It then changes nothing.</summary>
internal static class SubscriptionChecks
{
    /// <summary>The first reason; null when all fits.</summary>
    public static async Task<string?> OfAsync(
        CreditsDb db, (
            License License, SubscriptionOrder? Order, Subscription? Row) ours, SubscriptionSnapshot told,
                bool isOurKeyLive,
        bool isLive) =>
        OfMode(told, isOurKeyLive, isLive)
        ?? OfOrder(ours.License, ours.Order, told)
        ?? (told.Subscription is null ? null : OfSubscription(ours.Row, told))
        ?? (told.Subscription is null ? null : await OfLicenseAsync(db, ours.License, told.Subscription));

    private static string? OfMode(SubscriptionSnapshot told, bool isOurKeyLive, bool isLive)
    {
        var isAllOfOurs = isLive == isOurKeyLive
            && (told.Session?.Livemode ?? isOurKeyLive) == isOurKeyLive
            && (told.Subscription?.Livemode ?? isOurKeyLive) == isOurKeyLive;
        return isAllOfOurs ? null
            : isOurKeyLive ? "A test subscription, but our key is live."
            : "A live subscription, but our key is a test key.";
    }

    private static string? OfOrder(License license, SubscriptionOrder? order, SubscriptionSnapshot told)
    {
        if (order is not null && order.LicenseId != license.Id)
            return $"Order {order.Id} is of another license.";
        return order?.StripeSessionId is { } known && told.Session is { } session && session.Id != known
            ? $"The order has another session, {known}."
            : null;
    }

    private static string? OfSubscription(Subscription? row, SubscriptionSnapshot told)
    {
        var status = Subscription.StatusOf(told.Subscription!.Status);
        if (status is null)
            return $"Its status {told.Subscription.Status} is none that we know.";
        // One that is over takes its plan away, whatever has become of its price.
        var isEnd = row is not null && status is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;
        if (told.Plan is null && !(isEnd && told.Subscription.Items?.Data is [_, ..]))
            return "Its price is that of no plan in the catalog.";
        return told.IsInvoiceOfAnother ? $"Invoice {told.Invoice!.Id} is for no plan in the catalog." : null;
    }

    private static async Task<string?> OfLicenseAsync(CreditsDb db, License license, StripeSubscription told)
    {
        if (license.StripeCustomerId is { } customer && customer != told.CustomerId)
            return $"It is paid by another customer than {customer}.";
        if (await db.Licenses.AnyAsync(other =>
            other.Id != license.Id && other.StripeCustomerId == told.CustomerId))
            return "It is paid by the customer of another license.";
        var isOver = Subscription.StatusOf(told.Status)
            is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;
        var other = isOver ? null : await db.Subscriptions.Where(Subscription.IsLiveOf(license.Id))
            .FirstOrDefaultAsync(known => known.Id != told.Id);
        return other is null ? null : $"The license has another subscription, {other.Id}.";
    }
}
