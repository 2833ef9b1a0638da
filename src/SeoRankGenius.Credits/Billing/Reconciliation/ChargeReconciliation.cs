using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Data;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>
/// The part of the day's proof that is about charges of saved cards, which have no sessions: Stripe's own events of
/// paid payments against our automatic purchases, both ways.
/// </summary>
public sealed class ChargeReconciliation(StripeGateway stripe, OffSessionPayments cards, Reader reader)
{
    /// <summary>
    /// Compares what was paid in these days. Throws <see cref="DependencyUnavailable"/> when Stripe can't be asked.
    /// </summary>
    internal async Task<IReadOnlyList<ReconciledCharge>> CompareAsync(
        DateTime from, DateTime until, CancellationToken cancellation)
    {
        var paid = await PaidAsync(from, until, cancellation);
        var ids = paid.ConvertAll(payment => Guid.Parse(payment.Metadata["purchase_id"]));
        var purchases = await reader.RunAsync(db => db.Purchases
            .Where(row => row.Kind == PurchaseKind.Automatic
                && (ids.Contains(row.Id)
                    || (row.Status == PurchaseStatus.Paid && row.PaidAt >= from && row.PaidAt < until)))
            .ToDictionaryAsync(row => row.Id, cancellation));
        var proved = new List<ReconciledCharge>();
        foreach (var payment in paid)
            if (purchases.Remove(Guid.Parse(payment.Metadata["purchase_id"]), out var purchase))
                proved.Add(new ReconciledCharge(payment.Amount, purchase.CreatedAt, NotCredited(payment, purchase)));
        // Charged before these days and settled in them, or not charged at all: its own payment says which.
        foreach (var purchase in purchases.Values)
            if (await cards.FindAsync(purchase.StripePaymentIntentId ?? "none", cancellation)
                is not { Status: "succeeded" })
                proved.Add(new ReconciledCharge(
                    0, purchase.CreatedAt, $"Purchase {purchase.Id} is credited, but its card was not charged."));
        return proved;
    }

    private Task<List<PaymentIntent>> PaidAsync(DateTime from, DateTime until, CancellationToken cancellation) =>
        stripe.AskAsync(
            async client =>
            {
                var options = new EventListOptions
                {
                    Type = EventTypes.PaymentIntentSucceeded,
                    Created = new DateRangeOptions { GreaterThanOrEqual = from, LessThan = until },
                    Limit = 100,
                };
                var paid = new List<PaymentIntent>();
                await foreach (var told in new EventService(client)
                    .ListAutoPagingAsync(options, cancellationToken: cancellation))
                    if (told.Data?.Object is PaymentIntent payment
                        && Guid.TryParse(payment.Metadata?.GetValueOrDefault("purchase_id"), out _))
                        paid.Add(payment);
                return paid;
            },
            "Stripe did not list its payments.");

    private static string? NotCredited(PaymentIntent payment, Purchase purchase)
    {
        var paid = new Money(payment.Amount, payment.Currency);
        return purchase switch
        {
            { Status: not PurchaseStatus.Paid } =>
                $"Stripe was paid {paid} for purchase {purchase.Id}, which is {purchase.Status}.",
            { PaidCents: { } cents } when cents != payment.Amount =>
                $"Stripe was paid {paid} for purchase {purchase.Id}, which says {new Money(cents, purchase.Currency)}.",
            _ => null,
        };
    }
}

/// <summary>A charge of a saved card that was looked at.</summary>
/// <param name="PaidCents">Whole cents that Stripe was paid.</param>
/// <param name="CreatedAt">When its purchase was made. UTC.</param>
/// <param name="Difference">What does not agree; null when all does.</param>
internal sealed record ReconciledCharge(long PaidCents, DateTime CreatedAt, string? Difference);
