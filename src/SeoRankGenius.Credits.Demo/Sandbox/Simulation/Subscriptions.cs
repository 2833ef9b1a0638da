namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>
/// Subscriptions: trials end, periods renew, cards are declined. Each has a test clock that can be advanced. Safe to
/// use from any thread.
/// </summary>
public sealed class Subscriptions
{
    private readonly Store store;
    private readonly EventLog events;
    private readonly Payments payments;
    private readonly Renewals renewals;

    internal Subscriptions(Store store, EventLog events, Payments payments)
    {
        (this.store, this.events, this.payments) = (store, events, payments);
        renewals = new Renewals(events, payments);
    }

    /// <summary>Every subscription as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> All => SubscriptionsApi.Resource.WriteAll(store);

    /// <summary>Every invoice of a subscription as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> Invoices =>
        InvoicesApi.Resource.WriteAll(store, invoice => invoice.SubscriptionId is not null);

    /// <summary>Every event about a subscription, its invoices and its checkout, oldest first.</summary>
    public IReadOnlyList<JsonObject> EventsAbout(string id) => EventsApi.About(store, id);

    /// <summary>Advances the clock and carries out what is due.</summary>
    public void Advance(string id, TimeSpan time) => Change(id, (state, subscription) =>
    {
        subscription.ClockOffset += time;
        renewals.CatchUp(state, subscription, Now(subscription));
    });

    /// <summary>Advances the clock to the next end of a trial, renewal, retry or end.</summary>
    public void AdvanceToNext(string id) => Change(id, (state, subscription) =>
    {
        var next = subscription.NextAttemptAt is { } again && again < subscription.PeriodEnd
            ? again
            : subscription.PeriodEnd;
        subscription.ClockOffset += next > Now(subscription) ? next - Now(subscription) : TimeSpan.Zero;
        renewals.CatchUp(state, subscription, Now(subscription));
    });

    /// <summary>Cancels it at the end of its period, or revokes that.</summary>
    public void CancelAtPeriodEnd(string id, bool cancels = true) => Change(id, (state, subscription) =>
    {
        subscription.CancelAtPeriodEnd = cancels;
        subscription.CanceledAt = cancels ? Now(subscription) : null;
        subscription.CancelReason = cancels ? "cancellation_requested" : null;
        Emit(state, subscription, "customer.subscription.updated");
    });

    /// <summary>Ends it at once.</summary>
    public void Cancel(string id) => Change(id, (state, subscription) =>
        renewals.End(state, subscription, "cancellation_requested", Now(subscription)));

    /// <summary>Changes the price at once, with proration: invoiced immediately, or with the next invoice.</summary>
    public void ChangePrice(string id, string priceId, bool invoicesNow = true) => Change(id, (state, subscription) =>
        renewals.ChangePrice(state, subscription, state.Price(priceId), (Now(subscription), invoicesNow)));

    /// <summary>Replaces the card; an unpaid invoice is charged to it at once.</summary>
    public void ReplaceCard(string id, TestCard card) => Change(id, (state, subscription) =>
    {
        subscription.PaymentMethodId = payments.AddMethod(state, card, subscription.CustomerId).Id;
        if (subscription.Status == "past_due")
            renewals.Retry(state, subscription, Now(subscription));
    });

    /// <summary>Pauses or resumes it, as when a trial ends without a card.</summary>
    public void Pause(string id, bool pauses = true) => Change(id, (state, subscription) =>
    {
        if (subscription.Status == "paused" == pauses)
            return;
        subscription.Status = pauses ? "paused" : "active";
        Emit(state, subscription, "customer.subscription.updated");
        Emit(state, subscription, "customer.subscription." + (pauses ? "paused" : "resumed"));
    });

    /// <summary>Stops or resumes the collection of payments; it stays active.</summary>
    public void PauseCollection(string id, bool pauses = true) => Change(id, (state, subscription) =>
    {
        subscription.IsCollectionPaused = pauses;
        Emit(state, subscription, "customer.subscription.updated");
    });

    /// <summary>
    /// Puts twelve prorations on the next invoice, as if the plan had been changed there and back: an invoice carries
    /// ten lines, the others are on the next page.
    /// </summary>
    public void AddProrations(string id) => Change(id, (state, subscription) =>
    {
        for (var times = 0; times < 6; times++)
            Renewals.ChangeBack(state, subscription, Now(subscription));
    });

    /// <summary>Starts a second subscription like this one, without a trial, and charges its first month.</summary>
    public void StartAnother(string id) => Change(id, (state, subscription) =>
    {
        var other = subscription with
        {
            Id = Store.NewId("sub_1"), ItemId = Store.NewId("si_", 14), Status = "active", CreatedAt = store.Now,
            PeriodStart = store.Now, PeriodEnd = Renewals.After(store.Now, state.Price(subscription.PriceId)),
            TrialStart = null, TrialEnd = null, ClockOffset = TimeSpan.Zero, CancelAtPeriodEnd = false,
            PendingLines = [],
        };
        state.Subscriptions.Add(other);
        Emit(state, other, "customer.subscription.created");
        renewals.Start(state, other, store.Now);
    });

    /// <summary>Starts a session's subscription and charges its first invoice. False for a declined card.</summary>
    internal bool Start(SandboxState state, CheckoutSession session, TestCard card)
    {
        if (card == TestCard.Declined)
            return false;
        var terms = session.Terms!;
        var (now, price) = (store.Now, state.Price(terms.PriceId));
        DateTimeOffset? trialEnd = terms.TrialDays > 0 ? now.AddDays(terms.TrialDays) : null;
        var subscription = new Subscription
        {
            Id = Store.NewId("sub_1"),
            ItemId = Store.NewId("si_", 14),
            CustomerId = session.Customer!,
            Currency = price.Currency,
            CreatedAt = now,
            Origin = session.Origin,
            Metadata = terms.Metadata,
            PriceId = price.Id,
            Status = trialEnd is null ? "active" : "trialing",
            PeriodStart = now,
            PeriodEnd = trialEnd ?? Renewals.After(now, price),
            TrialStart = trialEnd is null ? null : now,
            TrialEnd = trialEnd,
            PaymentMethodId = payments.AddMethod(state, card, session.Customer).Id,
        };
        state.Subscriptions.Add(subscription);
        session.SubscriptionId = subscription.Id;
        Emit(state, subscription, "customer.subscription.created");
        session.InvoiceId = renewals.Start(state, subscription, now).Id;
        return true;
    }

    /// <summary>Carries out what is due now.</summary>
    internal void CatchUp()
    {
        if (store.Read(state => state.Subscriptions.Exists(s => Renewals.IsDue(s, Now(s)))))
            store.Change(state =>
            {
                foreach (var subscription in state.Subscriptions)
                    renewals.CatchUp(state, subscription, Now(subscription));
            });
    }

    private DateTimeOffset Now(Subscription subscription) => store.Now + subscription.ClockOffset;

    private void Change(string id, Action<SandboxState, Subscription> change) => store.Change(state =>
    {
        var subscription = state.Subscription(id);
        if (!subscription.IsEnded)
            change(state, subscription);
    });

    private void Emit(SandboxState state, Subscription subscription, string type) =>
        events.Emit(state, type, SubscriptionsApi.Resource, subscription);
}
