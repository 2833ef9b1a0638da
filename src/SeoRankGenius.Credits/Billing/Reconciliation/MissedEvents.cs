using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>Processes the events that Stripe could not deliver.</summary>
public sealed class MissedEvents(
    EventProcessor processor, StripeGateway stripe, Reader reader, TimeProvider time, ILogger<MissedEvents> log)
{
    // Stripe keeps events for 30 days: https://docs.stripe.com/api/events
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    // Stripe's limit for one request.
    private const int MostTypes = 20;

    /// <summary>
    /// Processes every undelivered event older than <paramref name="patience"/> that is not stored: until then the
    /// webhook may arrive. May be repeated, and run on several instances at once. Throws <see
    /// cref="DependencyUnavailable"/> when Stripe cannot list its events.
    /// </summary>
    public async Task<ItemCount> ReconcileAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var before = time.GetUtcNow().UtcDateTime - patience;
        var count = new ItemCount();
        foreach (var types in processor.Types.Chunk(MostTypes))
            count += await ReconcileAsync(types, before, cancellation);
        return count;
    }

    private async Task<ItemCount> ReconcileAsync(string[] types, DateTime before, CancellationToken cancellation)
    {
        var options = new EventListOptions
        {
            DeliverySuccess = false,
            Types = [.. types],
            Created = new DateRangeOptions { GreaterThanOrEqual = before - Retention, LessThanOrEqual = before },
            Limit = 100,
        };
        var count = new ItemCount();
        while (true)
        {
            var page = await stripe.AskAsync(
                client => new EventService(client).ListAsync(options, cancellationToken: cancellation),
                "Stripe did not list its events.");
            count += await log.ForEachAsync(
                await MissingAsync(StripeEvent.ReadPage(page.StripeResponse.Content), cancellation),
                missed => missed.Id,
                missed => processor.ProcessAsync(missed, cancellation),
                cancellation);
            if (!page.HasMore || page.Data.Count == 0)
                return count;
            options.StartingAfter = page.Data[^1].Id;
        }
    }

    // Stripe lists an event as undelivered for good once it has stopped retrying.
    private async Task<List<StripeEvent>> MissingAsync(
        IReadOnlyList<StripeEvent> events, CancellationToken cancellation)
    {
        var ids = events.Select(listed => listed.Id).ToList();
        var stored = await reader.RunAsync(db => db.StoredEvents
            .Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToHashSetAsync(cancellation));
        return [.. events.Where(listed => !stored.Contains(listed.Id))];
    }
}
