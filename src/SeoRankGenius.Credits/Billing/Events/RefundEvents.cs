using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;
using Stripe;
using Dispute = SeoRankGenius.Credits.Billing.Refunds.Dispute;
using Refund = SeoRankGenius.Credits.Billing.Refunds.Refund;
using StripeDispute = Stripe.Dispute;
using StripeRefund = Stripe.Refund;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>Money that goes back after a purchase: refunds and disputes, whatever told us of them.</summary>
public sealed class RefundEvents(StripeGateway stripe, StripeOptions settings, Reader reader, CreditClawback reclaiming)
{
    /// <summary>The types of events about money that goes back, or returns.</summary>
    internal static readonly IReadOnlySet<string> Types = new HashSet<string>
    {
        EventTypes.ChargeRefunded,
        EventTypes.ChargeRefundUpdated,
        EventTypes.RefundCreated,
        EventTypes.RefundUpdated,
        EventTypes.RefundFailed,
        EventTypes.ChargeDisputeCreated,
        EventTypes.ChargeDisputeUpdated,
        EventTypes.ChargeDisputeFundsWithdrawn,
        EventTypes.ChargeDisputeFundsReinstated,
        EventTypes.ChargeDisputeClosed,
    };

    /// <summary>Is it an event about money that goes back, or returns?</summary>
    internal static bool Concerns(StripeEvent received) =>
        received.ObjectId is not null && Types.Contains(received.Type);

    /// <summary>
    /// What an event tells: its own snapshot, or, where that does not say enough, what Stripe answers. Null when the
    /// money is none of ours. Throws <see cref="DependencyUnavailable"/> when Stripe can't be asked.
    /// </summary>
    internal async Task<RefundSnapshot?> ReadAsync(StripeEvent received, CancellationToken cancellation)
    {
        var id = received.ObjectId!;
        switch (received.ObjectKind)
        {
            case "charge":
                // A charge carries no refunds, only their sum at that moment.
                var refunds = await RefundsAsync(new RefundListOptions { Charge = id }, cancellation);
                return await FindAsync(refunds.FirstOrDefault()?.PaymentIntentId, refunds, null, cancellation);
            case "refund":
                var refund = received.Object() as StripeRefund
                    ?? await stripe.FindAsync(client => new RefundService(client).GetAsync(
                        id, cancellationToken: cancellation));
                return await FindAsync(refund?.PaymentIntentId, refund is null ? [] : [refund], null, cancellation);
            case "dispute":
                var dispute = received.Object() as StripeDispute
                    ?? await stripe.FindAsync(client => new DisputeService(client).GetAsync(
                        id, cancellationToken: cancellation));
                var news = dispute is null ? null : new DisputeSnapshot(dispute, received.Type);
                return await FindAsync(dispute?.PaymentIntentId, [], news, cancellation);
            default:
                return null;
        }
    }

    /// <summary>Everything that Stripe sent back of a purchase's payment. Throws as above.</summary>
    internal async Task<RefundSnapshot?> ReadAsync(Purchase purchase, CancellationToken cancellation)
    {
        if (purchase.StripePaymentIntentId is not { } payment)
            return null;
        var refunds = await RefundsAsync(new RefundListOptions { PaymentIntent = payment }, cancellation);
        return await FindAsync(payment, refunds, null, cancellation);
    }

    /// <summary>
    /// Writes down what was told, each refund and dispute moving forward only, and moves the credits to where the
    /// money is. Runs inside the caller's transaction; may be repeated, in any order.
    /// </summary>
    internal async Task<EventResult> SettleAsync(CreditsDb db, RefundSnapshot told, bool isLive)
    {
        if (PurchaseStore.Lock(db, told.PurchaseId) is not { } purchase)
            return EventResult.Flag(null, "Money went back for a purchase that is not here.");
        if (Mismatch(purchase, told, isLive) is { } reason)
            return EventResult.Flag(purchase.Id, reason);

        purchase.StripePaymentIntentId ??= told.PaymentIntentId;
        if (purchase.Status == PurchaseStatus.Paid)
            purchase.PaidCents ??= told.PaidCents;
        if (!await LearnAsync(db, purchase, told))
            return new EventResult(EventOutcome.NothingToDo, purchase.Id);

        var kind = told.Dispute is null ? TransactionKind.Refund : TransactionKind.Dispute;
        var outcome = reclaiming.Reclaim(db, purchase, kind);
        PurchaseStore.Save(db, purchase);
        PurchaseStore.SaveReturned(db, purchase);
        return new EventResult(outcome, purchase.Id);
    }

    private static async Task<bool> LearnAsync(CreditsDb db, Purchase purchase, RefundSnapshot told)
    {
        var refunds = await db.Refunds.Where(row => row.PurchaseId == purchase.Id).ToListAsync();
        var disputes = await db.Disputes.Where(row => row.PurchaseId == purchase.Id).ToListAsync();
        var isNew = false;
        foreach (var refund in told.Refunds)
            if (refunds.Find(row => row.Id == refund.Id) is { } known)
                isNew |= known.Learn(refund);
            else
                isNew = Add(db.Refunds, refunds, Refund.Of(purchase.Id, refund));
        if (told.Dispute is { } news)
            if (disputes.Find(row => row.Id == news.Told.Id) is { } known)
                isNew |= known.Learn(news);
            else
                isNew = Add(db.Disputes, disputes, Dispute.Of(purchase.Id, news));

        if (!isNew)
            return false;
        await db.SaveChangesAsync();
        purchase.Returns++;
        purchase.RefundedCents = refunds.Where(row => row.Status != RefundStatus.Failed).Sum(row => row.AmountCents);
        purchase.DisputedCents = disputes.Sum(row => row.HeldCents);
        return true;
    }

    private static bool Add<T>(DbSet<T> table, List<T> rows, T row)
        where T : class
    {
        table.Add(row);
        rows.Add(row);
        return true;
    }

    private string? Mismatch(Purchase purchase, RefundSnapshot told, bool isLive)
    {
        if (isLive != settings.IsLive)
            return settings.IsLive
                ? "Test money went back, but our key is live."
                : "Live money went back, but our key is a test key.";
        if (purchase.StripePaymentIntentId is { } known && known != told.PaymentIntentId)
            return $"The purchase has another payment, {known}.";
        return told.Currencies.FirstOrDefault(currency => currency != purchase.Currency) is { } other
            ? $"Currency {other}, sold in {purchase.Currency}."
            : null;
    }

    private Task<List<StripeRefund>> RefundsAsync(RefundListOptions options, CancellationToken cancellation) =>
        stripe.AskAsync(
            async client =>
            {
                var refunds = new List<StripeRefund>();
                options.Limit = 100;
                await foreach (var refund in new RefundService(client)
                    .ListAutoPagingAsync(options, cancellationToken: cancellation))
                    refunds.Add(refund);
                return refunds;
            },
            "Stripe did not list the refunds.");

    // By the payment that we know, else by our reference on it: the money may go back before we know the payment.
    private async Task<RefundSnapshot?> FindAsync(
        string? paymentIntentId, List<StripeRefund> refunds, DisputeSnapshot? dispute, CancellationToken cancellation)
    {
        if (paymentIntentId is null)
            return null;
        var known = await reader.RunAsync(db => db.Purchases
            .Where(row => row.StripePaymentIntentId == paymentIntentId)
            .Select(row => new { row.Id, row.PaidCents }).SingleOrDefaultAsync(cancellation));
        if (known is { PaidCents: not null })
            return new RefundSnapshot(known.Id, paymentIntentId, known.PaidCents, refunds, dispute);

        var payment = await stripe.FindAsync(client =>
            new PaymentIntentService(client).GetAsync(paymentIntentId, cancellationToken: cancellation));
        return payment is not null && Guid.TryParse(payment.Metadata?.GetValueOrDefault("purchase_id"), out var id)
            ? new RefundSnapshot(id, paymentIntentId, payment.Amount, refunds, dispute)
            : null;
    }
}

/// <summary>What went back of one payment, or returned, as Stripe tells it.</summary>
internal sealed record RefundSnapshot(
    Guid PurchaseId,
    string PaymentIntentId,
    long? PaidCents,
    IReadOnlyList<StripeRefund> Refunds,
    DisputeSnapshot? Dispute)
{
    public IEnumerable<string> Currencies =>
        Refunds.Select(refund => refund.Currency).Concat(Dispute is null ? [] : [Dispute.Told.Currency]);
}
