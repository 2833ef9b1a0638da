using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>
/// Finds what no webhook told about plans: orders that stay open, and subscriptions whose period or trial is over
/// without news. Any number of instances may sweep at once; whoever comes first wins.
/// </summary>
public sealed class OpenSubscriptions(
    EventProcessor processor, Writer writer, Reader reader, TimeProvider time, ILogger<OpenSubscriptions> log)
{
    /// <summary>
    /// One sweep over what is older than <paramref name="patience"/>: the webhook's chance. May be repeated. Throws
    /// <see cref="DependencyUnavailable"/> when Stripe or the database can't be asked; the next sweep goes on from
    /// there.
    /// </summary>
    /// <returns>How many orders and subscriptions were asked for.</returns>
    public async Task<(int Orders, int Subscriptions)> SweepAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var before = time.GetUtcNow().UtcDateTime - patience;
        var orders = await reader.RunAsync(db => db.SubscriptionOrders
            .Where(row => row.Status == SubscriptionOrderStatus.Open && row.CreatedAt <= before)
            .OrderBy(row => row.CreatedAt).ToListAsync(cancellation));
        foreach (var order in orders)
            if (order.StripeSessionId is not null)
                await processor.ReadBackAsync(order, cancellation);
            else if (order.ExpiresAt <= before)
                await CloseAsync(order.Id, cancellation);

        var silent = await reader.RunAsync(db => db.Subscriptions
            .Where(row => row.Status != SubscriptionStatus.Canceled
                && row.Status != SubscriptionStatus.IncompleteExpired && row.PeriodEndsAt <= before)
            .Select(row => row.Id).ToListAsync(cancellation));
        foreach (var id in silent)
            await processor.ReadBackSubscriptionAsync(id, cancellation);
        if (orders.Count + silent.Count > 0)
            log.LogInformation(
                "Swept: {Orders} orders, {Subscriptions} subscriptions read back", orders.Count, silent.Count);
        return (orders.Count, silent.Count);
    }

    // Stripe's answer never came, so nobody had the checkout's address.
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
