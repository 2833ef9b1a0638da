using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;
using StripeRefund = Stripe.Refund;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>Refunds and a dispute of one payment, as Stripe last described them.</summary>
internal sealed record RefundSnapshot(
    Guid PurchaseId,
    string PaymentIntentId,
    long? PaidMinor,
    IReadOnlyList<StripeRefund> Refunds,
    DisputeSnapshot? Dispute)
{
    public IEnumerable<string> Currencies =>
        Refunds.Select(refund => refund.Currency).Concat(Dispute is null ? [] : [Dispute.Dispute.Currency]);
}

/// <summary>Applies Stripe's refunds and disputes to purchases, and moves the credits with the money.</summary>
public sealed class RefundSync(
    StripeGateway stripe, StripeOptions settings, Reader reader, CreditClawback clawback, ReturnedMoneyStops stops)
{
    /// <summary>All refunds of a payment. Throws <see cref="DependencyUnavailable"/> when Stripe cannot be asked.
    /// </summary>
    internal Task<List<StripeRefund>> ListAsync(string paymentIntentId, CancellationToken cancellation) =>
        stripe.ListAsync(client => new RefundService(client).ListAutoPagingAsync(
            new RefundListOptions { PaymentIntent = paymentIntentId, Limit = 100 }, cancellationToken: cancellation));

    /// <summary>
    /// Prepares refunds and a dispute of one payment; <see cref="PreparedChange.Ignored"/> when the payment is not
    /// ours. Throws as above.
    /// </summary>
    internal async Task<PreparedChange> PrepareAsync(
        string? paymentIntentId,
        IReadOnlyList<StripeRefund> refunds,
        DisputeSnapshot? dispute,
        bool? isLiveEvent,
        CancellationToken cancellation)
    {
        if (paymentIntentId is null
            || await FindPurchaseAsync(paymentIntentId, cancellation) is not ({ } purchaseId, var paidMinor))
            return PreparedChange.Ignored;
        var snapshot = new RefundSnapshot(purchaseId, paymentIntentId, paidMinor, refunds, dispute);
        return new PreparedChange(async db => await ApplyAsync(db, snapshot, isLiveEvent), purchaseId);
    }

    // By the payment that we know, else by our reference on it: the refund may arrive before the payment is known.
    private async Task<(Guid? PurchaseId, long? PaidMinor)> FindPurchaseAsync(
        string paymentIntentId, CancellationToken cancellation)
    {
        var known = await reader.RunAsync(db => db.Purchases
            .Where(row => row.StripePaymentIntentId == paymentIntentId)
            .Select(row => new { row.Id, row.PaidMinor }).SingleOrDefaultAsync(cancellation));
        if (known is { PaidMinor: not null })
            return (known.Id, known.PaidMinor);

        var payment = await stripe.FindAsync(client =>
            new PaymentIntentService(client).GetAsync(paymentIntentId, cancellationToken: cancellation));
        return (PaymentIntentEvents.PurchaseIdOf(payment), payment?.Amount);
    }

    private async Task<EventResult> ApplyAsync(CreditsDb db, RefundSnapshot snapshot, bool? isLiveEvent)
    {
        if (PurchaseStore.Lock(db, snapshot.PurchaseId) is not { } purchase)
            return EventResult.Flag(null, "Money was returned for a purchase that does not exist here.");
        if (Mismatch(purchase, snapshot, isLiveEvent) is { } reason)
            return EventResult.Flag(purchase.Id, reason);

        purchase.StripePaymentIntentId ??= snapshot.PaymentIntentId;
        if (purchase.Status == PurchaseStatus.Paid)
            purchase.PaidMinor ??= snapshot.PaidMinor;
        if (!await UpdateAsync(db, purchase, snapshot))
            return new EventResult(EventOutcome.NothingToDo, purchase.Id);

        var kind = snapshot.Dispute is null ? TransactionKind.Refund : TransactionKind.Dispute;
        var outcome = clawback.Reclaim(db, purchase, kind);
        PurchaseStore.Save(db, purchase);
        PurchaseStore.SaveReturned(db, purchase);
        return new EventResult(outcome, purchase.Id);
    }

    private string? Mismatch(Purchase purchase, RefundSnapshot snapshot, bool? isLiveEvent)
    {
        if (settings.ModeMismatch(isLiveEvent) is { } reason)
            return reason;
        if (purchase.StripePaymentIntentId is { } known && known != snapshot.PaymentIntentId)
            return $"The purchase already has another payment, {known}.";
        return snapshot.Currencies.FirstOrDefault(currency => currency != purchase.Currency) is { } other
            ? $"Currency {other}, sold in {purchase.Currency}."
            : null;
    }

    private async Task<bool> UpdateAsync(CreditsDb db, Purchase purchase, RefundSnapshot snapshot)
    {
        var refunds = await db.Refunds.Where(row => row.PurchaseId == purchase.Id).ToListAsync();
        var disputes = await db.Disputes.Where(row => row.PurchaseId == purchase.Id).ToListAsync();
        var hasChanged = false;
        foreach (var refund in snapshot.Refunds)
            if (refunds.Find(row => row.Id == refund.Id) is { } known)
                hasChanged |= known.Update(refund);
            else
            {
                hasChanged = Add(db.Refunds, refunds, Refund.Of(purchase.Id, refund));
                await stops.RefundedAsync(db, purchase.TopUpPoolId);
            }

        if (snapshot.Dispute is { } dispute)
            if (disputes.Find(row => row.Id == dispute.Dispute.Id) is { } known)
                hasChanged |= known.Update(dispute);
            else
            {
                hasChanged = Add(db.Disputes, disputes, Dispute.Of(purchase.Id, dispute));
                await stops.DisputedAsync(db, purchase.LicenseId, dispute.Dispute.Created);
            }

        if (!hasChanged)
            return false;
        await db.SaveChangesAsync();
        purchase.Returns++;
        purchase.RefundedMinor = refunds.Where(row => row.Status != RefundStatus.Failed).Sum(row => row.AmountMinor);
        purchase.DisputedMinor = disputes.Sum(row => row.HeldMinor);
        return true;
    }

    private static bool Add<T>(DbSet<T> table, List<T> rows, T row)
        where T : class
    {
        table.Add(row);
        rows.Add(row);
        return true;
    }
}
