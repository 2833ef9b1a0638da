using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;
using OurDispute = SeoRankGenius.Credits.Billing.Refunds.Dispute;
using OurRefund = SeoRankGenius.Credits.Billing.Refunds.Refund;

namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>Compares the refunds and disputes that Stripe has with the recorded ones.</summary>
public sealed class ReturnedMoneyComparison(
    StripeGateway stripe, EventProcessor processor, Reader reader, ILogger<ReturnedMoneyComparison> log)
{
    /// <summary>
    /// The differences of what was created within a time, as sentences. What Stripe has and we missed is applied, and
    /// still reported once. May be repeated. Throws <see cref="DependencyUnavailable"/> when Stripe cannot list them.
    /// </summary>
    internal async Task<List<string>> CompareAsync(DateRangeOptions created, CancellationToken cancellation)
    {
        var refunds = await stripe.ListAsync(client => new RefundService(client).ListAutoPagingAsync(
            new RefundListOptions { Created = created, Limit = 100 }, cancellationToken: cancellation));
        var disputes = await stripe.ListAsync(client => new DisputeService(client).ListAutoPagingAsync(
            new DisputeListOptions { Created = created, Limit = 100 }, cancellationToken: cancellation));
        var ours = await OursAsync(created, refunds, disputes, cancellation);

        var missed = refunds.Where(refund => ours.Payments.Contains(refund.PaymentIntentId ?? "")
            && (ours.Refunds.GetValueOrDefault(refund.Id) is not { } row || row.IsBehind(refund))).ToList();
        var count = await log.ForEachAsync(
            missed, refund => refund.Id, refund => processor.ReadBackRefundsAsync(refund.PaymentIntentId, cancellation),
            cancellation);
        var behind = disputes.Where(dispute => ours.Payments.Contains(dispute.PaymentIntentId ?? "")
            && (ours.Disputes.GetValueOrDefault(dispute.Id) is not { } row
                || row.IsBehind(new DisputeSnapshot(dispute, EventType: null)))).ToList();
        count += await log.ForEachAsync(
            behind, dispute => dispute.Id, dispute => processor.ReadBackDisputeAsync(dispute.Id, cancellation),
            cancellation);
        log.LogUnavailable("The daily report", count);
        return
        [
            .. missed.Select(refund => $"Refund {refund.Id} of {new Money(refund.Amount, refund.Currency)} is "
                + $"{refund.Status} at Stripe; it was not recorded so."),
            .. behind.Select(dispute => $"Dispute {dispute.Id} of {new Money(dispute.Amount, dispute.Currency)} is "
                + $"{dispute.Status} at Stripe; it was not recorded so."),
            .. ours.Refunds.Keys.Except(refunds.Select(refund => refund.Id))
                .Select(id => $"Refund {id} is recorded, but Stripe does not list it."),
            .. ours.Disputes.Keys.Except(disputes.Select(dispute => dispute.Id))
                .Select(id => $"Dispute {id} is recorded, but Stripe does not list it."),
        ];
    }

    // Our payments among theirs, and our rows of that time.
    private Task<Recorded> OursAsync(
        DateRangeOptions created, List<global::Stripe.Refund> refunds, List<global::Stripe.Dispute> disputes,
        CancellationToken cancellation)
    {
        var (from, until) = (created.GreaterThanOrEqual, created.LessThan);
        var ids = refunds.Select(refund => refund.PaymentIntentId)
            .Concat(disputes.Select(dispute => dispute.PaymentIntentId)).OfType<string>().Distinct().ToList();
        return reader.RunAsync(async db => new Recorded(
            [
                .. await db.Purchases.Where(row => ids.Contains(row.StripePaymentIntentId!))
                    .Select(row => row.StripePaymentIntentId!).ToListAsync(cancellation),
                .. await db.PlanInvoices.Where(row => ids.Contains(row.StripePaymentIntentId!))
                    .Select(row => row.StripePaymentIntentId!).ToListAsync(cancellation),
            ],
            await db.Refunds.Where(row => row.CreatedAt >= from && row.CreatedAt < until)
                .ToDictionaryAsync(row => row.Id, cancellation),
            await db.Disputes.Where(row => row.CreatedAt >= from && row.CreatedAt < until)
                .ToDictionaryAsync(row => row.Id, cancellation)));
    }

    private sealed record Recorded(
        HashSet<string> Payments, Dictionary<string, OurRefund> Refunds, Dictionary<string, OurDispute> Disputes);
}
