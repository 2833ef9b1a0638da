using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;
using Stripe;
using StripeRefund = Stripe.Refund;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>Refunds and a dispute of one payment, as Stripe last described them.</summary>
internal sealed record RefundSnapshot(
    string PaymentIntentId, IReadOnlyList<StripeRefund> Refunds, DisputeSnapshot? Dispute, bool? IsLiveEvent)
{
    public IEnumerable<string> Currencies =>
        Refunds.Select(refund => refund.Currency).Concat(Dispute is null ? [] : [Dispute.Dispute.Currency]);
}

/// <summary>
/// Applies Stripe's refunds and disputes to purchases and plan invoices, and moves the credits with the money.
/// </summary>
public sealed class RefundSync(
    StripeGateway stripe, StripeOptions settings, SubscriptionEvents subscriptions, PlanInvoices invoices,
    Reader reader, CreditClawback clawback, ReturnedMoneyStops stops, MoneyMails mails)
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
    internal async Task<PreparedChange> PrepareAsync(RefundSnapshot? snapshot, CancellationToken cancellation)
    {
        if (snapshot is null)
            return PreparedChange.Ignored;
        // By the payment that we know, else by our reference on it: the refund may arrive before the payment is known.
        var id = snapshot.PaymentIntentId;
        var (purchase, invoiceId) = await reader.RunAsync(async db => (
            await db.Purchases.Where(row => row.StripePaymentIntentId == id)
                .Select(row => new { row.Id, row.PaidMinor }).SingleOrDefaultAsync(cancellation),
            await db.PlanInvoices.Where(row => row.StripePaymentIntentId == id)
                .Select(row => row.Id).SingleOrDefaultAsync(cancellation)));
        if (purchase is { PaidMinor: not null })
            return OfPurchase(snapshot, purchase.Id, purchase.PaidMinor);
        if (invoiceId is not null)
            return OfInvoice(snapshot, invoiceId, PreparedChange.Ignored);

        var payment = await stripe.FindAsync(client =>
            new PaymentIntentService(client).GetAsync(id, cancellationToken: cancellation));
        if (PaymentIntentEvents.PurchaseIdOf(payment) is { } purchaseId)
            return OfPurchase(snapshot, purchaseId, payment!.Amount, CheckoutSessions.IsOurs(payment.Metadata));
        return payment is not null && await invoices.FindOfPaymentAsync(id, cancellation) is { } paidId
            ? OfInvoice(snapshot, paidId, await subscriptions.PrepareInvoiceAsync(paidId, cancellation))
            : PreparedChange.Ignored;
    }

    private PreparedChange OfPurchase(RefundSnapshot snapshot, Guid id, long? paidMinor, bool isOurs = true) => new(
        async db =>
        {
            if (PurchaseStore.Lock(db, id) is not { } purchase)
                return isOurs
                    ? EventResult.Flag(null, "Money was returned for a purchase that does not exist here.")
                    : new EventResult(EventOutcome.Ignored);
            if (purchase.Status == PurchaseStatus.Paid)
                purchase.PaidMinor ??= paidMinor;
            var result = await ApplyAsync(db, purchase, snapshot);
            if (result.Outcome is not (EventOutcome.Flagged or EventOutcome.NothingToDo))
            {
                PurchaseStore.Save(db, purchase);
                PurchaseStore.SaveReturned(db, purchase);
            }

            return result with { PurchaseId = purchase.Id };
        },
        id);

    // The invoice is applied first: its refund may arrive before it.
    private PreparedChange OfInvoice(RefundSnapshot snapshot, string id, PreparedChange paid) => new(async db =>
    {
        if (await paid.ApplyAsync(db) is not { } applied)
            return null;
        if (await db.PlanInvoices.SingleOrDefaultAsync(row => row.Id == id) is not { } invoice)
            return applied;
        CreditLedger.Lock(db, invoice.LicenseId);
        await db.Entry(invoice).ReloadAsync();
        var result = await ApplyAsync(db, invoice, snapshot);
        await db.SaveChangesAsync();
        return result with { LicenseId = invoice.LicenseId };
    });

    private async Task<EventResult> ApplyAsync(CreditsDb db, PaidCredits paid, RefundSnapshot snapshot)
    {
        if (Mismatch(paid, snapshot) is { } reason)
            return EventResult.Flag(null, reason);
        paid.StripePaymentIntentId ??= snapshot.PaymentIntentId;
        return await UpdateAsync(db, paid, snapshot)
            ? new EventResult(clawback.Reclaim(
                db, paid, snapshot.Dispute is null ? TransactionKind.Refund : TransactionKind.Dispute))
            : new EventResult(EventOutcome.NothingToDo);
    }

    private string? Mismatch(PaidCredits paid, RefundSnapshot snapshot)
    {
        if (settings.ModeMismatch(snapshot.IsLiveEvent) is { } reason)
            return reason;
        if (paid.StripePaymentIntentId is { } known && known != snapshot.PaymentIntentId)
            return $"{(paid is Purchase ? "The purchase" : "The invoice")} already has another payment, {known}.";
        return snapshot.Currencies.FirstOrDefault(currency => currency != paid.Currency) is { } other
            ? $"Currency {other}, sold in {paid.Currency}."
            : null;
    }

    private async Task<bool> UpdateAsync(CreditsDb db, PaidCredits paid, RefundSnapshot snapshot)
    {
        var (purchaseId, invoiceId) = paid.Source;
        var refunds = await db.Refunds
            .Where(row => row.PurchaseId == purchaseId && row.InvoiceId == invoiceId).ToListAsync();
        var disputes = await db.Disputes
            .Where(row => row.PurchaseId == purchaseId && row.InvoiceId == invoiceId).ToListAsync();
        var hasChanged = false;
        foreach (var refund in snapshot.Refunds)
            if (refunds.Find(row => row.Id == refund.Id) is { } known)
                hasChanged |= known.Update(refund);
            else
            {
                hasChanged = Add(db.Refunds, refunds, Refund.Of(paid, refund));
                await stops.RefundedAsync(db, (paid as Purchase)?.TopUpPoolId);
                await mails.RefundedAsync(
                    db, paid.LicenseId, refund.Id, new Money(refund.Amount, refund.Currency));
            }

        if (snapshot.Dispute is { } dispute)
            if (disputes.Find(row => row.Id == dispute.Dispute.Id) is { } known)
                hasChanged |= known.Update(dispute);
            else
            {
                hasChanged = Add(db.Disputes, disputes, Dispute.Of(paid, dispute));
                await stops.DisputedAsync(db, paid.LicenseId, dispute.Dispute.Created);
            }

        if (!hasChanged)
            return false;
        await db.SaveChangesAsync();
        paid.Returns++;
        paid.RefundedMinor = refunds.Where(row => row.Status != RefundStatus.Failed).Sum(row => row.AmountMinor);
        paid.DisputedMinor = disputes.Sum(row => row.HeldMinor);
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
