using SeoRankGenius.Credits.Billing.Subscriptions;
using Stripe;
using Stripe.Checkout;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>
/// Stripe's receipt and invoice of a purchase, and the invoices of plans. Their addresses expire after some weeks, so
/// they are read each time.
/// Throws <see cref="DependencyUnavailable"/> when Stripe cannot be asked.
/// </summary>
public sealed class ReceiptLinks(StripeGateway stripe)
{
    /// <summary>The receipt's page; null when nothing was charged.</summary>
    public async Task<Uri?> ReceiptAsync(Purchase purchase, CancellationToken cancellation)
    {
        if (purchase.StripePaymentIntentId is not { } id)
            return null;
        var payment = await stripe.FindAsync(client => new PaymentIntentService(client).GetAsync(
            id, new PaymentIntentGetOptions { Expand = ["latest_charge"] }, cancellationToken: cancellation));
        return Address(payment?.LatestCharge?.ReceiptUrl);
    }

    /// <summary>The invoice's page; null when Stripe made none.</summary>
    public async Task<Uri?> InvoiceAsync(Purchase purchase, CancellationToken cancellation)
    {
        if (purchase.StripeSessionId is not { } id)
            return null;
        var session = await stripe.FindAsync(client => new SessionService(client).GetAsync(
            id, new SessionGetOptions { Expand = ["invoice"] }, cancellationToken: cancellation));
        return Address(session?.Invoice?.HostedInvoiceUrl);
    }

    /// <summary>The page of a plan's invoice; null when Stripe has none with this id.</summary>
    public async Task<Uri?> InvoiceAsync(PlanInvoice invoice, CancellationToken cancellation) =>
        Address((await stripe.FindAsync(client => new InvoiceService(client).GetAsync(
            invoice.Id, cancellationToken: cancellation)))?.HostedInvoiceUrl);

    private static Uri? Address(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? address
            : null;
}
