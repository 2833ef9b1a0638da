using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;
using StripeDispute = Stripe.Dispute;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>Disputes of purchases: a bank withdraws the buyer's money, or returns it.</summary>
public sealed class DisputeEvents(StripeGateway stripe, RefundSync sync)
{
    /// <summary>Prepares an event. Throws <see cref="DependencyUnavailable"/> when Stripe cannot be asked.</summary>
    internal async Task<PreparedChange> PrepareAsync(StripeEvent stripeEvent, CancellationToken cancellation)
    {
        if (stripeEvent.ObjectKind != "dispute")
            return PreparedChange.Ignored;
        var dispute = stripeEvent.Object() as StripeDispute
            ?? await stripe.FindAsync(client => new DisputeService(client).GetAsync(
                stripeEvent.ObjectId, cancellationToken: cancellation));
        var snapshot = dispute is null ? null : new DisputeSnapshot(dispute, stripeEvent.Type);
        return await sync.PrepareAsync(dispute?.PaymentIntentId, [], snapshot, stripeEvent.IsLive, cancellation);
    }
}
