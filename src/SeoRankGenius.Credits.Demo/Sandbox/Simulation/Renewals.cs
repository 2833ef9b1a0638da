namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>Ends of trials, renewals and retries, with invoices. Called under the store's lock.</summary>
internal sealed class Renewals(EventLog events, Payments payments)
{
    private const int MaxAttempts = 4;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromDays(3);

    public static DateTimeOffset After(DateTimeOffset start, RecurringPrice price) =>
        price.Interval == "year" ? start.AddYears(1) : start.AddMonths(1);

    public static bool IsDue(Subscription subscription, DateTimeOffset now) =>
        subscription.Status is not ("canceled" or "paused")
        && (subscription.PeriodEnd <= now || subscription.NextAttemptAt <= now || AnnouncesTrialEnd(subscription, now));

    private static bool AnnouncesTrialEnd(Subscription subscription, DateTimeOffset now) =>
        subscription is { Status: "trialing", IsTrialEndAnnounced: false } && subscription.TrialEnd <= now.AddDays(3);

    /// <summary>Invoices and charges the first period; a trial costs nothing.</summary>
    public Invoice Start(SandboxState state, Subscription subscription, DateTimeOffset now)
    {
        var isTrial = subscription.TrialEnd is not null;
        var invoice = Make(state, subscription, "subscription_create", now, [Period(state, subscription, isTrial)]);
        Pay(state, subscription, invoice, now);
        return invoice;
    }

    /// <summary>Carries out what is due by <paramref name="now"/>, in order.</summary>
    public void CatchUp(SandboxState state, Subscription subscription, DateTimeOffset now)
    {
        while (IsDue(subscription, now))
            if (AnnouncesTrialEnd(subscription, now))
            {
                subscription.IsTrialEndAnnounced = true;
                Emit(state, subscription, "customer.subscription.trial_will_end");
            }
            else if (subscription.NextAttemptAt is { } again && again <= subscription.PeriodEnd)
                Retry(state, subscription, again);
            else if (subscription.CancelAtPeriodEnd)
                End(state, subscription, "cancellation_requested", subscription.PeriodEnd);
            else
                Renew(state, subscription);
    }

    /// <summary>Charges the unpaid invoice again; after the last attempt the subscription ends.</summary>
    public void Retry(SandboxState state, Subscription subscription, DateTimeOffset now)
    {
        var invoice = state.Invoices.FindLast(i => i.SubscriptionId == subscription.Id && i.Status == "open");
        if (invoice is null)
            subscription.NextAttemptAt = null;
        else
            Pay(state, subscription, invoice, now);
    }

    public void End(SandboxState state, Subscription subscription, string reason, DateTimeOffset now)
    {
        subscription.Status = "canceled";
        subscription.EndedAt = now;
        subscription.CanceledAt ??= now;
        subscription.CancelReason = reason;
        subscription.NextAttemptAt = null;
        Emit(state, subscription, "customer.subscription.deleted");
    }

    /// <summary>
    /// Changes the price. On trial nothing is charged; else an invoice credits the unused time and charges the
    /// remaining time of the new price, now or with the next period.
    /// </summary>
    public void ChangePrice(
        SandboxState state, Subscription subscription, RecurringPrice price,
        (DateTimeOffset At, bool InvoicesNow) change)
    {
        var now = change.At;
        var old = state.Price(subscription.PriceId);
        subscription.PriceId = price.Id;
        Emit(state, subscription, "customer.subscription.updated");
        if (subscription.Status == "trialing" || old.Id == price.Id)
            return;

        var lines = Prorations(subscription, old, price, now);
        if (change.InvoicesNow)
            Pay(state, subscription, Make(state, subscription, "subscription_update", now, lines), now);
        else
            subscription.PendingLines.AddRange(lines);
    }

    /// <summary>Prorates a change to the same price, with the next invoice.</summary>
    public static void ChangeBack(SandboxState state, Subscription subscription, DateTimeOffset now)
    {
        var price = state.Price(subscription.PriceId);
        subscription.PendingLines.AddRange(Prorations(subscription, price, price, now));
    }

    private static List<InvoiceLine> Prorations(
        Subscription subscription, RecurringPrice old, RecurringPrice price, DateTimeOffset now)
    {
        var share = (subscription.PeriodEnd - now) / (subscription.PeriodEnd - subscription.PeriodStart);
        InvoiceLine Rest(RecurringPrice of, string what, int sign) => new(
            Store.NewId("il_1"), $"{what} {of.Name}", of.Id, of.ProductId,
            sign * (long)Math.Round(of.Amount * share), Quantity: 1, IsProration: true, now, subscription.PeriodEnd);
        return [Rest(old, "Unused time on", -1), Rest(price, "Remaining time on", 1)];
    }

    private void Renew(SandboxState state, Subscription subscription)
    {
        var now = subscription.PeriodEnd;
        subscription.PeriodStart = now;
        subscription.PeriodEnd = After(now, state.Price(subscription.PriceId));
        if (subscription.Status == "trialing")
            subscription.Status = "active";
        Emit(state, subscription, "customer.subscription.updated");
        if (subscription.IsCollectionPaused)
            return;
        List<InvoiceLine> lines = [.. subscription.PendingLines, Period(state, subscription, isTrial: false)];
        subscription.PendingLines.Clear();
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
            price.Id, price.ProductId, isTrial ? 0 : price.Amount, Quantity: 1, IsProration: false,
            subscription.PeriodStart, subscription.PeriodEnd);
    }

    private void Pay(SandboxState state, Subscription subscription, Invoice invoice, DateTimeOffset now)
    {
        invoice.Attempts++;
        if (invoice.Due == 0 || Charge(state, subscription, invoice))
            Succeed(state, subscription, invoice, now);
        else if (invoice.Attempts < MaxAttempts)
            Fail(state, subscription, invoice, now);
        else
        {
            invoice.NextAttemptAt = null;
            Emit(state, invoice, "invoice.payment_failed");
            End(state, subscription, "payment_failed", now);
        }
    }

    private void Succeed(SandboxState state, Subscription subscription, Invoice invoice, DateTimeOffset now)
    {
        (invoice.Status, invoice.PaidAt, invoice.NextAttemptAt) = ("paid", now, null);
        subscription.NextAttemptAt = null;
        Emit(state, invoice, "invoice.paid");
        Emit(state, invoice, "invoice.payment_succeeded");
        if (subscription.Status != "past_due")
            return;
        subscription.Status = "active";
        Emit(state, subscription, "customer.subscription.updated");
    }

    private void Fail(SandboxState state, Subscription subscription, Invoice invoice, DateTimeOffset now)
    {
        invoice.NextAttemptAt = subscription.NextAttemptAt = now + RetryDelay;
        Emit(state, invoice, "invoice.payment_failed");
        if (subscription.Status == "past_due")
            return;
        subscription.Status = "past_due";
        Emit(state, subscription, "customer.subscription.updated");
    }

    // The payer is present for the first invoice; later ones are charged off session.
    private bool Charge(SandboxState state, Subscription subscription, Invoice invoice)
    {
        var isFirst = invoice.Reason == "subscription_create";
        var payment = new Payment
        {
            Id = Store.NewId("pi_3"),
            CreatedAt = invoice.CreatedAt,
            Currency = invoice.Currency,
            Amount = invoice.Due,
            CustomerId = invoice.CustomerId,
            Description = "Subscription " + (isFirst ? "creation" : "update"),
        };
        state.Payments.Add(payment);
        invoice.PaymentId = payment.Id;
        var method = state.PaymentMethod(subscription.PaymentMethodId);
        payments.Charge(state, payment, method, invoice.Email, invoice.Origin, declineCode: null, invoice.CreatedAt);
        var succeeds = isFirst || method.Card == TestCard.Card;
        payments.End(state, payment, succeeds);
        return succeeds;
    }

    private void Emit(SandboxState state, Invoice invoice, string type) =>
        events.Emit(state, type, InvoicesApi.Resource, invoice);

    private void Emit(SandboxState state, Subscription subscription, string type) =>
        events.Emit(state, type, SubscriptionsApi.Resource, subscription);
}
