using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;
using Stripe;
using Stripe.Checkout;
using Plan = SeoRankGenius.Credits.Catalog.Plan;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>
/// Subscriptions, their invoices and their checkouts. An event only says which subscription to read: its state comes
/// from Stripe. Every method throws <see cref="DependencyUnavailable"/> when Stripe cannot be asked.
/// </summary>
public sealed class SubscriptionEvents(
    StripeGateway stripe,
    CheckoutSessions sessions,
    PlanPrices prices,
    PriceList catalog,
    SubscriptionSync sync,
    Reader reader)
{
    /// <summary>Prepares an event about a subscription, an invoice or a checkout.</summary>
    internal async Task<PreparedChange> PrepareAsync(StripeEvent stripeEvent, CancellationToken cancellation)
    {
        var id = stripeEvent.ObjectId!;
        return stripeEvent.ObjectKind switch
        {
            "subscription" => Prepare(await FetchAsync(id, cancellation), stripeEvent.IsLive),
            "invoice" => Prepare(await FetchInvoiceAsync(id, cancellation), stripeEvent.IsLive),
            "checkout.session" => Prepare(
                await FetchAsync(
                    stripeEvent.Object() as Session ?? await sessions.FindAsync(id, cancellation), cancellation),
                stripeEvent.IsLive),
            _ => PreparedChange.Ignored,
        };
    }

    /// <summary>Prepares the session of an order and the subscription it made.</summary>
    internal async Task<PreparedChange> PrepareAsync(SubscriptionOrder order, CancellationToken cancellation) =>
        Prepare(
            await FetchAsync(await sessions.FindAsync(order.StripeSessionId!, cancellation), cancellation),
            isLiveEvent: null);

    /// <summary>Prepares a subscription with its newest invoice.</summary>
    internal async Task<PreparedChange> PrepareAsync(string subscriptionId, CancellationToken cancellation) =>
        Prepare(await FetchWithInvoiceAsync(subscriptionId, cancellation), isLiveEvent: null);

    /// <summary>A subscription as it is at Stripe now, with its plan and its newest invoice.</summary>
    internal async Task<SubscriptionSnapshot> FetchWithInvoiceAsync(string id, CancellationToken cancellation)
    {
        var snapshot = await FetchAsync(id, cancellation);
        return await AddInvoiceAsync(snapshot, snapshot.Subscription?.LatestInvoiceId, cancellation);
    }

    private PreparedChange Prepare(SubscriptionSnapshot? snapshot, bool? isLiveEvent) => snapshot is null
        ? PreparedChange.Ignored
        : new PreparedChange(db => sync.ApplyAsync(db, snapshot, isLiveEvent));

    private async Task<SubscriptionSnapshot?> FetchAsync(Session? session, CancellationToken cancellation) =>
        session switch
        {
            null => null,
            { SubscriptionId: null } => new SubscriptionSnapshot(null, Version: 0) { Session = session },
            _ => await AddInvoiceAsync(
                await FetchAsync(session.SubscriptionId, cancellation) with { Session = session },
                session.InvoiceId,
                cancellation),
        };

    private async Task<SubscriptionSnapshot?> FetchInvoiceAsync(string id, CancellationToken cancellation)
    {
        var invoice = await FindInvoiceAsync(id, cancellation);
        return invoice?.Parent?.SubscriptionDetails?.SubscriptionId is { } subscriptionId
            ? await AddInvoiceAsync(await FetchAsync(subscriptionId, cancellation), invoice, cancellation)
            : null;
    }

    private async Task<SubscriptionSnapshot> FetchAsync(string id, CancellationToken cancellation)
    {
        // Read the version before calling Stripe, to detect a stale answer.
        var row = await reader.RunAsync(db => db.Subscriptions
            .Where(known => known.Id == id)
            .Select(known => new { known.Version, known.StripePriceId, known.Plan })
            .SingleOrDefaultAsync(cancellation));
        var subscription = await stripe.FindAsync(client =>
            new SubscriptionService(client).GetAsync(id, cancellationToken: cancellation));
        var snapshot = new SubscriptionSnapshot(subscription, row?.Version ?? 0);
        if (subscription?.Items?.Data is not [{ Quantity: 1, Price: { } price }])
            return snapshot;
        // A lookup key may have moved on to a newer price: use the plan known for this price, else the ordered plan.
        var known = row is null ? snapshot.Metadata(CheckoutSessions.PlanKey)
            : price.Id == row.StripePriceId ? row.Plan
            : null;
        return snapshot with { Plan = catalog.PlanOfPrice(price.LookupKey) ?? catalog.PaidPlan(known) };
    }

    private async Task<SubscriptionSnapshot> AddInvoiceAsync(
        SubscriptionSnapshot snapshot, string? invoiceId, CancellationToken cancellation) =>
        invoiceId is not null && await FindInvoiceAsync(invoiceId, cancellation) is { } invoice
            ? await AddInvoiceAsync(snapshot, invoice, cancellation)
            : snapshot;

    private async Task<SubscriptionSnapshot> AddInvoiceAsync(
        SubscriptionSnapshot snapshot, Invoice invoice, CancellationToken cancellation)
    {
        snapshot = snapshot with { Invoice = invoice };
        if (invoice.Status != "paid")
            return snapshot;
        var priceIds = (await LinesAsync(invoice, cancellation)).Where(BeginsPeriod)
            .Select(line => line.Pricing?.PriceDetails?.PriceId).ToList();
        foreach (var priceId in priceIds)
            if (await FindPlanAsync(priceId, snapshot, cancellation) is { } plan)
                return snapshot with { InvoicePlan = plan };
        return snapshot with { IsInvoiceOfOtherPlan = priceIds.Count > 0 };
    }

    // Not the proration after a change of plan, nor what costs nothing, such as a trial. A discount does not matter:
    // the line has its list price.
    private static bool BeginsPeriod(InvoiceLineItem line) =>
        line is { Amount: > 0, Parent.SubscriptionItemDetails.Proration: false };

    private Task<Invoice?> FindInvoiceAsync(string id, CancellationToken cancellation) => stripe.FindAsync(client =>
        new InvoiceService(client).GetAsync(id, cancellationToken: cancellation));

    // An invoice carries its first lines only.
    private async Task<IReadOnlyList<InvoiceLineItem>> LinesAsync(Invoice invoice, CancellationToken cancellation) =>
        invoice.Lines.HasMore
            ? await stripe.ListAsync(client => new InvoiceLineItemService(client).ListAutoPagingAsync(
                invoice.Id, new InvoiceLineItemListOptions { Limit = 100 }, cancellationToken: cancellation))
            : invoice.Lines.Data;

    private async Task<Plan?> FindPlanAsync(
        string? priceId, SubscriptionSnapshot snapshot, CancellationToken cancellation) =>
        priceId is null ? null
        : priceId == snapshot.Subscription?.Items?.Data.FirstOrDefault()?.Price.Id ? snapshot.Plan
        : await prices.PlanAsync(priceId, cancellation);
}
