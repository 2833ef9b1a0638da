using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Subscriptions;

/// <summary>Keeps the credits of plan invoices in line with the plan, and finds the invoice of a payment.</summary>
public sealed class PlanInvoices(StripeGateway stripe, CreditClawback clawback)
{
    /// <summary>
    /// The id of the invoice that a payment paid; null for none. Throws <see cref="DependencyUnavailable"/> when Stripe
    /// cannot be asked.
    /// </summary>
    internal async Task<string?> FindOfPaymentAsync(string paymentIntentId, CancellationToken cancellation) =>
        (await ListAsync(
            new() { Payment = new() { Type = "payment_intent", PaymentIntent = paymentIntentId } }, cancellation))
        .FirstOrDefault()?.InvoiceId;

    /// <summary>
    /// The payment that paid an invoice, Stripe's <c>pi_…</c>; null for none. Throws as above.
    /// </summary>
    internal async Task<string?> FindPaymentAsync(string invoiceId, CancellationToken cancellation) =>
        (await ListAsync(new() { Invoice = invoiceId, Status = "paid" }, cancellation))
        .Select(made => made.Payment?.PaymentIntentId).FirstOrDefault(id => id is not null);

    /// <summary>
    /// Stores the changes of plan that an invoice tells, and takes back what they leave unearned, as far as available;
    /// the remainder is the shortfall of the period's invoice. Runs inside the caller's transaction, with the Shared
    /// pool locked. May be repeated and in any order. True when something changed.
    /// </summary>
    internal async Task<bool> FollowChangesAsync(CreditsDb db, string subscriptionId, InvoiceSnapshot invoice)
    {
        var known = await db.PlanChanges.Where(row => row.SubscriptionId == subscriptionId).ToListAsync();
        var added = invoice.Changes.Where(change => !known.Exists(row => row.Id == change.Id)).ToList();
        db.PlanChanges.AddRange(added);
        await db.SaveChangesAsync();
        known.AddRange(added);
        var periods = added.Select(change => change.EndsAt).ToHashSet();
        var hasChanged = false;
        foreach (var row in await db.PlanInvoices.Where(row => row.SubscriptionId == subscriptionId).ToListAsync())
            if ((periods.Contains(row.EndsAt) || row.Id == invoice.Invoice.Id)
                && row.Recount(known.Where(change => change.EndsAt == row.EndsAt && change.At < row.EndsAt)))
            {
                hasChanged = true;
                row.Returns++;
                clawback.Reclaim(db, row, TransactionKind.Refund, "Change of plan within the paid period");
                await db.SaveChangesAsync();
            }

        return hasChanged;
    }

    private Task<List<InvoicePayment>> ListAsync(InvoicePaymentListOptions options, CancellationToken cancellation) =>
        stripe.ListAsync(client => new InvoicePaymentService(client).ListAutoPagingAsync(
            options, cancellationToken: cancellation));
}
