using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>
/// Subscriptions over time: trials end, periods renew, cards fail. Each has a clock that can be moved ahead, as
/// Stripe's test clocks. Safe to use from any thread.
/// </summary>
public sealed class Subscriptions
{
    private readonly Store store;
    private readonly EventLog events;
    private readonly Renewals renewals;

    internal Subscriptions(Store store, EventLog events)
    {
        this.store = store;
        this.events = events;
        renewals = new Renewals(events);
    }

    /// <summary>Every subscription as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> All =>
        store.Read(state => state.Subscriptions.ConvertAll(s => SubscriptionJson.Of(state, s, Expansion.None)));

    /// <summary>Every invoice of a subscription as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> Invoices =>
        store.Read(state => state.Invoices.ConvertAll(SubscriptionInvoiceJson.Of));

    /// <summary>Every event about a subscription, its invoices and its checkout, oldest first.</summary>
    public IReadOnlyList<JsonObject> EventsAbout(string id) => store.Read(state => state.Events
        .Where(e => (string?)e.Data["id"] == id || (e.Data["subscription"] as JsonValue)?.ToString() == id
            || (e.Data["parent"]?["subscription_details"]?["subscription"] as JsonValue)?.ToString() == id)
        .Select(EventJson.Of).ToList());

    /// <summary>Moves the clock on by so much, and lets happen what comes by then.</summary>
    public void Advance(string id, TimeSpan time) => Change(id, (state, subscription) =>
    {
        subscription.Ahead += time;
        renewals.CatchUp(state, subscription, Now(subscription));
    });

    /// <summary>Moves the clock to the next end of a trial, renewal or end of what was cancelled.</summary>
    public void AdvanceToNext(string id) => Change(id, (state, subscription) =>
    {
        var next = subscription.TriesAgainAt is { } again && again < subscription.PeriodEnd
            ? again
            : subscription.PeriodEnd;
        subscription.Ahead += next > Now(subscription) ? next - Now(subscription) : TimeSpan.Zero;
        renewals.CatchUp(state, subscription, Now(subscription));
    });

    /// <summary>Cancels it to end with its period, or takes that back.</summary>
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

    /// <summary>Another price from now on; the rest of the period is settled at once.</summary>
    public void ChangePrice(string id, string priceId) => Change(id, (state, subscription) =>
        renewals.ChangePrice(state, subscription, state.Price(priceId), Now(subscription)));

    /// <summary>Another card; an unpaid invoice is tried with it at once.</summary>
    public void ReplaceCard(string id, TestCard card) => Change(id, (state, subscription) =>
    {
        subscription.PaymentMethodId = SaveCard(state, subscription.CustomerId, card, store.Now).Id;
        if (subscription.Status == "past_due")
            renewals.TryAgain(state, subscription, Now(subscription));
    });

    /// <summary>Stops it where it is, as a trial that ends without a card; or lets it go on.</summary>
    public void Pause(string id, bool pauses = true) => Change(id, (state, subscription) =>
    {
        if (subscription.Status == "paused" == pauses)
            return;
        subscription.Status = pauses ? "paused" : "active";
        Emit(state, subscription, "customer.subscription.updated");
        Emit(state, subscription, "customer.subscription." + (pauses ? "paused" : "resumed"));
    });

    /// <summary>Begins what a checkout was for, and charges the first invoice. False for a declined card.</summary>
    internal bool Begin(SandboxState state, CheckoutSession session, TestCard card)
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
            PaymentMethodId = SaveCard(state, session.Customer!, card, now).Id,
        };
        state.Subscriptions.Add(subscription);
        session.SubscriptionId = subscription.Id;
        Emit(state, subscription, "customer.subscription.created");
        session.InvoiceId = renewals.Begin(state, subscription, now).Id;
        return true;
    }

    /// <summary>Does what has become due by now.</summary>
    internal void CatchUp()
    {
        if (store.Read(state => state.Subscriptions.Exists(s => Renewals.IsDue(s, Now(s)))))
            store.Change(state =>
            {
                foreach (var subscription in state.Subscriptions)
                    renewals.CatchUp(state, subscription, Now(subscription));
            });
    }

    private static PaymentMethod SaveCard(SandboxState state, string customerId, TestCard card, DateTimeOffset now)
    {
        var method = new PaymentMethod { Id = Store.NewId("pm_1"), CreatedAt = now, Card = card };
        method.CustomerId = customerId;
        state.PaymentMethods.Add(method);
        return method;
    }

    private DateTimeOffset Now(Subscription subscription) => store.Now + subscription.Ahead;

    private void Change(string id, Action<SandboxState, Subscription> change) => store.Change(state =>
    {
        var subscription = state.Subscription(id);
        if (!subscription.IsOver)
            change(state, subscription);
    });

    private void Emit(SandboxState state, Subscription subscription, string type) =>
        events.Emit(state, type, SubscriptionJson.Of(state, subscription, Expansion.None), Origin.None);
}
