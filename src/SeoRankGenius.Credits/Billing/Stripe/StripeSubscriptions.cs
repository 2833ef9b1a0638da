using Stripe;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>
/// Reads and cancels subscriptions at Stripe. Throws <see cref="DependencyUnavailable"/> when Stripe cannot be reached,
/// <see cref="Refusal"/> (<see cref="RefusalCode.CheckoutRefused"/>) when Stripe rejects the request.
/// </summary>
public sealed class StripeSubscriptions(StripeGateway stripe)
{
    /// <summary>A subscription as it is now; null when our Stripe account has none with this id.</summary>
    internal Task<Subscription?> FindAsync(string id, CancellationToken cancellation) => stripe.FindAsync(
        client => new SubscriptionService(client).GetAsync(id, cancellationToken: cancellation));

    /// <summary>Its paid invoices that charged something.</summary>
    internal async Task<List<Invoice>> PaidInvoicesAsync(string id, CancellationToken cancellation) =>
        (await stripe.ListAsync(client => new InvoiceService(client).ListAutoPagingAsync(
            new InvoiceListOptions { Subscription = id, Status = "paid", Limit = 100 },
            cancellationToken: cancellation)))
        .FindAll(invoice => invoice.AmountPaid > 0);

    /// <summary>Cancels a subscription at once, without proration or a last invoice. May be repeated.</summary>
    internal async Task CancelAsync(string id, CancellationToken cancellation)
    {
        if (await IsOverAsync(id, cancellation))
            return;
        try
        {
            await stripe.AskAsync(
                client => new SubscriptionService(client).CancelAsync(id, cancellationToken: cancellation),
                "Stripe did not cancel the subscription.");
        }
        catch (Refusal)
        {
            // Somebody else may have canceled it in the meantime.
            if (!await IsOverAsync(id, cancellation))
                throw;
        }
    }

    private async Task<bool> IsOverAsync(string id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { Status: "canceled" or "incomplete_expired" };
}
