using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;
using StripeRefund = Stripe.Refund;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>Refunds of purchases, from an event or read back from Stripe.</summary>
public sealed class RefundEvents(StripeGateway stripe, RefundSync sync)
{
    /// <summary>Prepares an event. Throws <see cref="DependencyUnavailable"/> when Stripe cannot be asked.</summary>
    internal async Task<PreparedChange> PrepareAsync(StripeEvent stripeEvent, CancellationToken cancellation)
    {
        var refunds = stripeEvent.ObjectKind switch
        {
            // A charge carries no refunds, only their sum at that moment.
            "charge" => await stripe.ListAsync(client => new RefundService(client).ListAutoPagingAsync(
                new RefundListOptions { Charge = stripeEvent.ObjectId, Limit = 100 },
                cancellationToken: cancellation)),
            "refund" => await FindAsync(stripeEvent, cancellation),
            _ => [],
        };
        return await sync.PrepareAsync(
            refunds.FirstOrDefault()?.PaymentIntentId is { } paymentIntentId
                ? new RefundSnapshot(paymentIntentId, refunds, Dispute: null, stripeEvent.IsLive)
                : null,
            cancellation);
    }

    /// <summary>Prepares all refunds of a payment. Throws as above.</summary>
    internal async Task<PreparedChange> PrepareAsync(string paymentIntentId, CancellationToken cancellation) =>
        await sync.PrepareAsync(
            new RefundSnapshot(
                paymentIntentId, await sync.ListAsync(paymentIntentId, cancellation), Dispute: null, IsLiveEvent: null),
            cancellation);

    private async Task<List<StripeRefund>> FindAsync(StripeEvent stripeEvent, CancellationToken cancellation)
    {
        var refund = stripeEvent.Object() as StripeRefund
            ?? await stripe.FindAsync(client => new RefundService(client).GetAsync(
                stripeEvent.ObjectId, cancellationToken: cancellation));
        return refund is null ? [] : [refund];
    }
}
