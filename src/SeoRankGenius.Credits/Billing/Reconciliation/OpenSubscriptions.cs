using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>
/// Reconciles orders that are still open, and subscriptions whose period or trial has ended, because no webhook
/// arrived.
/// </summary>
public sealed class OpenSubscriptions(
    EventProcessor processor, Writer writer, Reader reader, TimeProvider time, ILogger<OpenSubscriptions> log)
{
    /// <summary>
    /// Reads back every such order and subscription older than <paramref name="patience"/>: until then the webhook may
    /// arrive. May be repeated, and run on several instances at once.
    /// </summary>
    public async Task<ItemCount> ReconcileAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var before = time.GetUtcNow().UtcDateTime - patience;
        var orders = await reader.RunAsync(db => db.SubscriptionOrders
            .Where(row => row.Status == SubscriptionOrderStatus.Open && row.CreatedAt <= before)
            .OrderBy(row => row.CreatedAt).ToListAsync(cancellation));
        var count = await log.ForEachAsync(
            orders,
            order => order.Id,
            order => order.StripeSessionId is not null ? processor.ReadBackAsync(order, cancellation)
                : order.ExpiresAt <= before ? CloseAsync(order.Id, cancellation)
                : Task.CompletedTask,
            cancellation);
        var ended = await reader.RunAsync(db => db.Subscriptions
            .Where(row => row.Status != SubscriptionStatus.Canceled
                && row.Status != SubscriptionStatus.IncompleteExpired && row.PeriodEndsAt <= before)
            .ToListAsync(cancellation));
        return count + await log.ForEachAsync(
            ended,
            subscription => subscription.Id,
            subscription => processor.ReadBackSubscriptionAsync(subscription.Id, cancellation),
            cancellation);
    }

    // Stripe's answer never arrived, so the checkout's address is unknown.
    private Task CloseAsync(Guid orderId, CancellationToken cancellation) => writer.RunAsync(
        async db =>
        {
            var order = await db.SubscriptionOrders.SingleAsync(row => row.Id == orderId);
            if (order.StripeSessionId is null)
                order.Advance(SubscriptionOrderStatus.Failed, "The checkout was never opened.");
            await db.SaveChangesAsync();
        },
        cancellation);
}
