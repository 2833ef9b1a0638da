using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;
using StripeDispute = Stripe.Dispute;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>Disputes of purchases and plans: a bank withdraws the buyer's money, or returns it.</summary>
public sealed class DisputeEvents(StripeGateway stripe, RefundSync sync)
{
    /// <summary>Prepares an event. Throws <see cref="DependencyUnavailable"/> when Stripe cannot be asked.</summary>
    internal async Task<PreparedChange> PrepareAsync(StripeEvent stripeEvent, CancellationToken cancellation) =>
        stripeEvent.ObjectKind == "dispute"
            ? await PrepareAsync(
                stripeEvent.Object() as StripeDispute ?? await FindAsync(stripeEvent.ObjectId!, cancellation),
                stripeEvent.Type, stripeEvent.IsLive, cancellation)
            : PreparedChange.Ignored;

    /// <summary>Prepares a dispute as it is at Stripe now. Throws as above.</summary>
    internal async Task<PreparedChange> PrepareAsync(string disputeId, CancellationToken cancellation) =>
        await PrepareAsync(await FindAsync(disputeId, cancellation), type: null, isLiveEvent: null, cancellation);

    private Task<PreparedChange> PrepareAsync(
        StripeDispute? dispute, string? type, bool? isLiveEvent, CancellationToken cancellation) => sync.PrepareAsync(
        dispute?.PaymentIntentId is { } paymentIntentId
            ? new RefundSnapshot(paymentIntentId, [], new DisputeSnapshot(dispute, type), isLiveEvent)
            : null,
        cancellation);

    private Task<StripeDispute?> FindAsync(string id, CancellationToken cancellation) => stripe.FindAsync(client =>
        new DisputeService(client).GetAsync(id, cancellationToken: cancellation));
}
