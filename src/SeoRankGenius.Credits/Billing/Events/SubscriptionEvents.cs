using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using Stripe;
using Stripe.Checkout;
using Plan = SeoRankGenius.Credits.Catalog.Plan;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>
/// Asks Stripe how a subscription stands now, whatever it was that made us ask. Throws <see
/// cref="DependencyUnavailable"/> when Stripe can't be asked.
/// </summary>
public sealed class SubscriptionEvents(
    StripeGateway stripe, CheckoutSessions sessions, PlanPrices prices, PriceList catalog, Reader reader)
{
    /// <summary>What an event is about, as it is now; null when it is about no subscription.</summary>
    internal async Task<SubscriptionSnapshot?> ReadAsync(StripeEvent received, CancellationToken cancellation)
    {
        var id = received.ObjectId!;
        return received.ObjectKind switch
        {
            "subscription" => await ReadAsync(id, cancellation),
            "invoice" => await OfInvoiceAsync(id, cancellation),
            _ => await ReadAsync(received.Session() ?? await sessions.ReadAsync(id, cancellation), cancellation),
        };
    }

    /// <summary>A checkout, and the subscription that it made; null for a checkout that Stripe does not know.</summary>
    internal async Task<SubscriptionSnapshot?> ReadAsync(Session? session, CancellationToken cancellation) =>
        session switch
    {
        null => null,
        { SubscriptionId: null } => new SubscriptionSnapshot(null, Version: 0) { Session = session },
        _ => await WithInvoiceAsync(
            await ReadAsync(session.SubscriptionId, cancellation) with { Session = session },
            session.InvoiceId, cancellation),
    };

    /// <summary>A subscription with its plan and its newest invoice.</summary>
    internal async Task<SubscriptionSnapshot> ReadWholeAsync(string id, CancellationToken cancellation)
    {
        var told = await ReadAsync(id, cancellation);
        return await WithInvoiceAsync(told, told.Subscription?.LatestInvoiceId, cancellation);
    }

    private async Task<SubscriptionSnapshot> ReadAsync(string id, CancellationToken cancellation)
    {
        // Before Stripe is asked: whoever applies something after this makes our answer an old one.
        var row = await reader.RunAsync(db => db.Subscriptions
            .Where(known => known.Id == id)
            .Select(known => new { known.Version, known.StripePriceId, known.Plan })
            .SingleOrDefaultAsync(cancellation));
        var told = await stripe.FindAsync(client =>
            new SubscriptionService(client).GetAsync(id, cancellationToken: cancellation));
        var price = told?.Items?.Data is [{ Quantity: 1 } item] ? item.Price : null;
        var answer = new SubscriptionSnapshot(told, row?.Version ?? 0);
        // A lookup key may have moved on to a newer price: then it is what it was, or, at first, was ordered as.
        return answer with
        {
            Plan = price is null
                ? null
                : catalog.PlanOfPrice(price.LookupKey)
                    ?? catalog.PaidPlan(row is null ? answer.Metadata(SubscriptionCheckouts.PlanCode)
                        : price.Id == row.StripePriceId ? row.Plan
                        : null),
        };
    }

    private async Task<SubscriptionSnapshot?> OfInvoiceAsync(string id, CancellationToken cancellation)
    {
        var invoice = await InvoiceAsync(id, cancellation);
        return invoice?.Parent?.SubscriptionDetails?.SubscriptionId is { } subscriptionId
            ? await WithInvoiceAsync(await ReadAsync(subscriptionId, cancellation), invoice, cancellation)
            : null;
    }

    private async Task<SubscriptionSnapshot> WithInvoiceAsync(
        SubscriptionSnapshot told, string? invoiceId, CancellationToken cancellation) =>
        invoiceId is not null && await InvoiceAsync(invoiceId, cancellation) is { } invoice
            ? await WithInvoiceAsync(told, invoice, cancellation)
            : told;

    private Task<Invoice?> InvoiceAsync(string id, CancellationToken cancellation) => stripe.FindAsync(client =>
        new InvoiceService(client).GetAsync(id, cancellationToken: cancellation));

    private async Task<SubscriptionSnapshot> WithInvoiceAsync(
        SubscriptionSnapshot told, Invoice invoice, CancellationToken cancellation)
    {
        told = told with { Invoice = invoice };
        var begun = invoice.Status == "paid" ? Begun(invoice) : [];
        foreach (var priceId in begun)
            if (await PlanAsync(priceId, told, cancellation) is { } plan)
                return told with { InvoicePlan = plan };
        return told with { IsInvoiceOfAnother = begun.Count > 0 };
    }

    // What begins a period: not what settles the rest of one after a change of plan, nor what costs nothing, as a
    // trial does. A discount does not count: the line has its list price.
    private static List<string?> Begun(Invoice invoice) =>
        [.. invoice.Lines.Data
            .Where(line => line is { Amount: > 0, Parent.SubscriptionItemDetails.Proration: false })
            .Select(line => line.Pricing?.PriceDetails?.PriceId)];

    private async Task<Plan?> PlanAsync(string? priceId, SubscriptionSnapshot told, CancellationToken cancellation) =>
        priceId is null ? null
        : priceId == told.Subscription?.Items?.Data.FirstOrDefault()?.Price.Id ? told.Plan
        : await prices.PlanAsync(priceId, cancellation);
}
