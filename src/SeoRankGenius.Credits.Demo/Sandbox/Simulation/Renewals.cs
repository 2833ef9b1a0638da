using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>What time does to a subscription, with its invoices. Each step is called under the store's lock.</summary>
internal sealed class Renewals(EventLog events)
{
    private const int MostAttempts = 4;

    private static readonly TimeSpan Retry = TimeSpan.FromDays(3);

    public static DateTimeOffset After(DateTimeOffset start, RecurringPrice price) =>
        price.Interval == "year" ? start.AddYears(1) : start.AddMonths(1);

    public static bool IsDue(Subscription subscription, DateTimeOffset now) =>
        subscription.Status is not ("canceled" or "paused")
        && (subscription.PeriodEnd <= now || subscription.TriesAgainAt <= now);

    /// <summary>The invoice of the first period, paid; that of a trial costs nothing.</summary>
    public Invoice Begin(SandboxState state, Subscription subscription, DateTimeOffset now)
    {
        var isTrial = subscription.TrialEnd is not null;
        var invoice = Make(state, subscription, "subscription_create", now, [Period(state, subscription, isTrial)]);
        Pay(state, subscription, invoice, now);
        return invoice;
    }

    /// <summary>Does all that has become due by <paramref name="now"/>, in its order.</summary>
    public void CatchUp(SandboxState state, Subscription subscription, DateTimeOffset now)
    {
        while (IsDue(subscription, now))
            if (subscription.TriesAgainAt is { } again && again <= subscription.PeriodEnd)
                TryAgain(state, subscription, again);
            else if (subscription.CancelAtPeriodEnd)
                End(state, subscription, "cancellation_requested", subscription.PeriodEnd);
            else
                Renew(state, subscription);
    }

    /// <summary>Tries the unpaid invoice once more; too often, and the subscription ends.</summary>
    public void TryAgain(SandboxState state, Subscription subscription, DateTimeOffset now)
    {
        var invoice = state.Invoices.FindLast(i => i.SubscriptionId == subscription.Id && i.Status == "open");
        if (invoice is null)
            subscription.TriesAgainAt = null;
        else
            Pay(state, subscription, invoice, now);
    }

    public void End(SandboxState state, Subscription subscription, string reason, DateTimeOffset now)
    {
        subscription.Status = "canceled";
        subscription.EndedAt = now;
        subscription.CanceledAt ??= now;
        subscription.CancelReason = reason;
        subscription.TriesAgainAt = null;
        Emit(state, subscription, "customer.subscription.deleted");
    }

    /// <summary>
    /// Takes another price. On trial nothing is charged; else an invoice gives back the rest of the period and takes
    /// the same of the new price.
    /// </summary>
    public void ChangePrice(SandboxState state, Subscription subscription, RecurringPrice price, DateTimeOffset now)
    {
        var old = state.Price(subscription.PriceId);
        subscription.PriceId = price.Id;
        Emit(state, subscription, "customer.subscription.updated");
        if (subscription.Status == "trialing" || old.Id == price.Id)
            return;

        var share = (subscription.PeriodEnd - now) / (subscription.PeriodEnd - subscription.PeriodStart);
        InvoiceLine Rest(RecurringPrice of, string what, int sign) => new(
            Store.NewId("il_1"), $"{what} {of.Name}", of.Id, of.ProductId,
            sign * (long)Math.Round(of.AmountCents * share), IsProration: true, now, subscription.PeriodEnd);
        var lines = new List<InvoiceLine>
        {
            Rest(old, "Unused time on", -1), Rest(price, "Remaining time on", 1),
        };
        Pay(state, subscription, Make(state, subscription, "subscription_update", now, lines), now);
    }

    private void Renew(SandboxState state, Subscription subscription)
    {
        var now = subscription.PeriodEnd;
        subscription.PeriodStart = now;
        subscription.PeriodEnd = After(now, state.Price(subscription.PriceId));
        if (subscription.Status == "trialing")
            subscription.Status = "active";
        Emit(state, subscription, "customer.subscription.updated");
        var lines = new List<InvoiceLine> { Period(state, subscription, isTrial: false) };
        Pay(state, subscription, Make(state, subscription, "subscription_cycle", now, lines), now);
    }

    private Invoice Make(
        SandboxState state, Subscription subscription, string reason, DateTimeOffset now, List<InvoiceLine> lines)
    {
        var invoice = new Invoice
        {
            Id = Store.NewId("in_1"),
            SubscriptionId = subscription.Id,
            ItemId = subscription.ItemId,
            CustomerId = subscription.CustomerId,
            Currency = subscription.Currency,
            Origin = subscription.Origin,
            CreatedAt = now,
            Reason = reason,
            Lines = lines,
            Metadata = subscription.Metadata,
            Email = state.Customers.Find(customer => customer.Id == subscription.CustomerId)?.Email,
        };
        state.Invoices.Add(invoice);
        subscription.LatestInvoiceId = invoice.Id;
        Emit(state, invoice, "invoice.created");
        invoice.Status = "open";
        Emit(state, invoice, "invoice.finalized");
        return invoice;
    }

    private static InvoiceLine Period(SandboxState state, Subscription subscription, bool isTrial)
    {
        var price = state.Price(subscription.PriceId);
        return new InvoiceLine(
            Store.NewId("il_1"),
            isTrial ? $"Trial period for {price.Name}" : $"1 × {price.Name} (per {price.Interval})",
            price.Id, price.ProductId, isTrial ? 0 : price.AmountCents, IsProration: false,
            subscription.PeriodStart, subscription.PeriodEnd);
    }

    private void Pay(SandboxState state, Subscription subscription, Invoice invoice, DateTimeOffset now)
    {
        invoice.Attempts++;
        if (invoice.TotalCents == 0 || Charge(state, subscription, invoice))
            Succeed(state, subscription, invoice, now);
        else if (invoice.Attempts < MostAttempts)
            Fail(state, subscription, invoice, now);
        else
        {
            invoice.TriesAgainAt = null;
            Emit(state, invoice, "invoice.payment_failed");
            End(state, subscription, "payment_failed", now);
        }
    }

    private void Succeed(SandboxState state, Subscription subscription, Invoice invoice, DateTimeOffset now)
    {
        (invoice.Status, invoice.PaidAt, invoice.TriesAgainAt) = ("paid", now, null);
        subscription.TriesAgainAt = null;
        Emit(state, invoice, "invoice.paid");
        Emit(state, invoice, "invoice.payment_succeeded");
        if (subscription.Status != "past_due")
            return;
        subscription.Status = "active";
        Emit(state, subscription, "customer.subscription.updated");
    }

    private void Fail(SandboxState state, Subscription subscription, Invoice invoice, DateTimeOffset now)
    {
        invoice.TriesAgainAt = subscription.TriesAgainAt = now + Retry;
        Emit(state, invoice, "invoice.payment_failed");
        if (subscription.Status == "past_due")
            return;
        subscription.Status = "past_due";
        Emit(state, subscription, "customer.subscription.updated");
    }

    // The first one is paid while its payer looks on; later ones are charged to the card alone.
    private bool Charge(SandboxState state, Subscription subscription, Invoice invoice)
    {
        var method = state.PaymentMethods.First(m => m.Id == subscription.PaymentMethodId);
        var payment = new Payment
        {
            Id = Store.NewId("pi_3"),
            CreatedAt = invoice.CreatedAt,
            Currency = invoice.Currency,
            CustomerId = invoice.CustomerId,
            Description = "Subscription " + (invoice.Reason == "subscription_create" ? "creation" : "update"),
        };
        (payment.PaymentMethodId, payment.MethodType) = (method.Id, method.Type);
        payment.AmountCents = invoice.TotalCents;
        state.Payments.Add(payment);
        invoice.PaymentId = payment.Id;
        var charge = Payments.Charge(state, payment, invoice.Email, invoice.Origin, invoice.CreatedAt);
        var pays = method.Card == TestCard.Card || invoice.Reason == "subscription_create";
        if (pays)
            Payments.Succeed(state, payment, charge, events);
        else
            Payments.Fail(state, payment, charge, events);
        return pays;
    }

    private void Emit(SandboxState state, Invoice invoice, string type) =>
        events.Emit(state, type, SubscriptionInvoiceJson.Of(invoice), Origin.None);

    private void Emit(SandboxState state, Subscription subscription, string type) =>
        events.Emit(state, type, SubscriptionJson.Of(state, subscription, Expansion.None), Origin.None);
}
