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

    /// <summary>Prepares an invoice and its subscription; nothing for an invoice that is of none.</summary>
    internal async Task<PreparedChange> PrepareInvoiceAsync(string invoiceId, CancellationToken cancellation) =>
        Prepare(await FetchInvoiceAsync(invoiceId, cancellation), isLiveEvent: null);

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
        var version = await reader.RunAsync(db => db.Subscriptions
            .Where(known => known.Id == id)
            .Select(known => (int?)known.Version).SingleOrDefaultAsync(cancellation));
        var subscription = await stripe.FindAsync(client =>
            new SubscriptionService(client).GetAsync(id, cancellationToken: cancellation));
        var snapshot = new SubscriptionSnapshot(subscription, version ?? 0);
        if (subscription?.Items?.Data is not [{ Quantity: 1, Price: { } price }])
            return snapshot;
        var plan = catalog.PlanOfPrice(price.LookupKey)
            ?? await prices.KnownPlanAsync(price.Id, cancellation)
            ?? (version is null ? catalog.PaidPlan(snapshot.Metadata(CheckoutSessions.PlanKey)) : null);
        return snapshot with { Plan = plan };
    }

    private async Task<SubscriptionSnapshot> AddInvoiceAsync(
        SubscriptionSnapshot snapshot, string? invoiceId, CancellationToken cancellation) =>
        invoiceId is not null && await FindInvoiceAsync(invoiceId, cancellation) is { } invoice
            ? await AddInvoiceAsync(snapshot, invoice, cancellation)
            : snapshot;

    private async Task<SubscriptionSnapshot> AddInvoiceAsync(
        SubscriptionSnapshot snapshot, Invoice invoice, CancellationToken cancellation)
    {
        var read = new InvoiceSnapshot(invoice);
        if (invoice.Status != "paid")
            return snapshot with { Invoice = read };
        var lines = await LinesAsync(invoice, cancellation);
        foreach (var line in lines.Where(InvoiceSnapshot.BeginsPeriod))
        {
            read = read with { Period = line };
            read = read with { Plan = await FindPlanAsync(read.PriceId, snapshot, cancellation) };
            if (read.Plan is not null)
                break;
        }

        return snapshot with { Invoice = read with { Changes = await ChangesAsync(lines, snapshot, cancellation) } };
    }

    private async Task<List<PlanChange>> ChangesAsync(
        IReadOnlyList<InvoiceLineItem> lines, SubscriptionSnapshot snapshot, CancellationToken cancellation)
    {
        var changes = new List<PlanChange>();
        foreach (var left in lines.Where(line => InvoiceSnapshot.IsProration(line) && line.Amount < 0))
        {
            var taken = lines.FirstOrDefault(line => InvoiceSnapshot.IsProration(line) && line.Amount > 0
                && (line.Period.Start, line.Period.End) == (left.Period.Start, left.Period.End));
            var from = await FindPlanAsync(left.Pricing?.PriceDetails?.PriceId, snapshot, cancellation);
            var to = await FindPlanAsync(taken?.Pricing?.PriceDetails?.PriceId, snapshot, cancellation);
            if (from is not null && (to is not null || taken is null))
                changes.Add(new PlanChange
                {
                    Id = left.Id,
                    SubscriptionId = snapshot.Id!,
                    At = left.Period.Start,
                    EndsAt = left.Period.End,
                    FromCredits = from.IncludedCredits,
                    ToCredits = to?.IncludedCredits ?? 0,
                });
        }

        return changes;
    }

    private Task<Invoice?> FindInvoiceAsync(string id, CancellationToken cancellation) => stripe.FindAsync(client =>
        new InvoiceService(client).GetAsync(
            id, new InvoiceGetOptions { Expand = ["payments"] }, cancellationToken: cancellation));

    // An invoice carries its first lines only.
    private async Task<IReadOnlyList<InvoiceLineItem>> LinesAsync(Invoice invoice, CancellationToken cancellation) =>
        invoice.Lines.HasMore
            ? await stripe.ListAsync(client => new InvoiceLineItemService(client).ListAutoPagingAsync(
                invoice.Id, new InvoiceLineItemListOptions { Limit = 100 }, cancellationToken: cancellation))
            : invoice.Lines.Data;

    private async Task<Plan?> FindPlanAsync(
        string? priceId, SubscriptionSnapshot snapshot, CancellationToken cancellation) =>
        priceId is null ? null
        : priceId == snapshot.PriceId ? snapshot.Plan
        : await prices.KnownPlanAsync(priceId, cancellation) ?? await prices.PlanAsync(priceId, cancellation);
}
