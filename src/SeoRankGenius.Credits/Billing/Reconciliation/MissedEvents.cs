using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Data;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>
/// Finds what no webhook told, and settles it by the same step: purchases that stay open, and events that Stripe could
/// not deliver. Any number of instances may sweep at once; whoever comes first wins.
/// </summary>
public sealed class MissedEvents(
    EventProcessor processor, StripeGateway stripe, Writer writer, Reader reader, TimeProvider time,
        ILogger<MissedEvents> log)
{
    // As long as Stripe keeps events.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    // As many as Stripe takes in one question.
    private const int MostTypes = 20;

    /// <summary>
    /// One sweep over what is older than <paramref name="patience"/>: the webhook's chance. May be repeated. Throws
    /// <see cref="DependencyUnavailable"/> when Stripe or the database can't be asked; the next sweep goes on from
    /// there.
    /// </summary>
    /// <returns>How many purchases were asked for, and how many events had not arrived.</returns>
    public async Task<(int Purchases, int Events)> SweepAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var before = time.GetUtcNow().UtcDateTime - patience;
        var purchases = await ReadBackAsync(before, cancellation);
        var events = await CatchUpAsync(before, cancellation);
        if (purchases + events > 0)
            log.LogInformation(
                "Swept: {Purchases} purchases read back, {Events} events had not arrived", purchases, events);
        return (purchases, events);
    }

    private async Task<int> ReadBackAsync(DateTime before, CancellationToken cancellation)
    {
        var open = await reader.RunAsync(db => db.Purchases
            .Where(row => row.Status == PurchaseStatus.Open || row.Status == PurchaseStatus.Pending)
            .Where(row => row.CreatedAt <= before)
            .OrderBy(row => row.CreatedAt).ToListAsync(cancellation));
        foreach (var purchase in open)
            if ((purchase.StripeSessionId ?? purchase.StripePaymentIntentId) is not null)
                await processor.ReadBackAsync(purchase, cancellation);
            else if (purchase.ExpiresAt <= before)
                await CloseAsync(purchase.Id, cancellation);
        return open.Count;
    }

    // Stripe's answer never came, so nobody had the checkout's address, or nobody knows of the charge. Should it be
    // paid all the same, that counts.
    private Task CloseAsync(Guid purchaseId, CancellationToken cancellation) => writer.RunAsync(
        async db =>
        {
            var purchase = await db.Purchases.SingleAsync(row => row.Id == purchaseId);
            if (purchase.StripeSessionId is null)
                purchase.Advance(PurchaseStatus.Failed, purchase.Kind == PurchaseKind.Automatic
                    ? "Stripe never told what became of the charge."
                    : "The checkout was never opened.");
            await db.SaveChangesAsync();
        },
        cancellation);

    private async Task<int> CatchUpAsync(DateTime before, CancellationToken cancellation)
    {
        var missed = 0;
        foreach (var types in processor.Types.Chunk(MostTypes))
            missed += await CatchUpAsync(types, before, cancellation);
        return missed;
    }

    private async Task<int> CatchUpAsync(string[] types, DateTime before, CancellationToken cancellation)
    {
        var options = new EventListOptions
        {
            DeliverySuccess = false,
            Types = [.. types],
            Created = new DateRangeOptions { GreaterThanOrEqual = before - Longest, LessThanOrEqual = before },
            Limit = 100,
        };
        var missed = 0;
        while (true)
        {
            var page = await stripe.AskAsync(
                client => new EventService(client).ListAsync(options, cancellationToken: cancellation),
                "Stripe did not list its events.");
            var told = StripeEvent.ReadPage(page.StripeResponse.Content);
            foreach (var happened in await UnknownAsync(told, cancellation))
            {
                await processor.ProcessAsync(happened, cancellation);
                missed++;
            }

            if (!page.HasMore || page.Data.Count == 0)
                return missed;
            options.StartingAfter = page.Data[^1].Id;
        }
    }

    // Stripe lists an event as undelivered for ever, once it has given it up.
    private async Task<IEnumerable<StripeEvent>> UnknownAsync(
        IReadOnlyList<StripeEvent> told, CancellationToken cancellation)
    {
        var ids = told.Select(happened => happened.Id).ToList();
        var known = await reader.RunAsync(db => db.StoredEvents
            .Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToHashSetAsync(cancellation));
        return told.Where(happened => !known.Contains(happened.Id));
    }
}
