using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

internal enum PayOutcome
{
    Complete,
    Declined,
    NotOpen,
}

/// <summary>What happens to Checkout Sessions: opened, paid, declined, expired; with Stripe's events.</summary>
internal sealed class Checkout : IDisposable
{
    private const string SomeEmail = "jenny.rosen@example.com";

    private readonly Store store;
    private readonly EventLog events;
    private readonly BankDebits bankDebits;
    private readonly Subscriptions subscriptions;
    private readonly ITimer timer;

    public Checkout(Store store, EventLog events, Subscriptions subscriptions, TimeSpan? bankDebitDelay)
    {
        this.subscriptions = subscriptions;
        this.store = store;
        this.events = events;
        bankDebits = new BankDebits(store, events, bankDebitDelay);
        timer = store.Time.CreateTimer(_ => CatchUp(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        store.Changed += CatchUp;
    }

    /// <summary>Refuses a customer that there is not.</summary>
    public JsonObject Open(CheckoutSession session, Expansion expand) => store.Change(state =>
    {
        if (session.Customer is { } customer)
            session.EmailOfCustomer = (state.CustomerOf(session)
                ?? throw StripeFailure.Missing("customer", customer, "customer", 400)).Email;
        state.Sessions.Add(session);
        return SessionJson.Of(state, session, expand);
    });

    /// <summary>The page's Pay button. Throws for a bank debit that the session does not take.</summary>
    public PayOutcome Pay(string id, TestCard card, string? email = null) => store.Change(state =>
    {
        var session = state.Session(id);
        if (session.Status != "open")
            return PayOutcome.NotOpen;
        var isBankDebit = card is TestCard.BankDebitThatSucceeds or TestCard.BankDebitThatFails;
        if (isBankDebit && !session.TakesBankDebits)
            throw new InvalidOperationException($"Session {id} takes no bank debits.");
        session.PayerEmail = session.KnownEmail ?? email ?? SomeEmail;
        if (session.Terms is not null)
            return subscriptions.Begin(state, session, card)
                ? Complete(state, session, Amounts.Of(session).Total == 0 ? "no_payment_required" : "paid")
                : PayOutcome.Declined;
        if (Amounts.Of(session).Total == 0)
            return Complete(state, session, "no_payment_required");
        var payment = Payments.Attempt(state, session, card, store.Now);
        if (card == TestCard.Declined)
            return Decline(state, session, payment);
        if (isBankDebit)
            return bankDebits.Begin(state, session, payment, card == TestCard.BankDebitThatSucceeds);
        Payments.Succeed(state, payment, Charge(state, session, payment), events);
        return Complete(state, session, "paid");
    });

    /// <summary>False when there is no such code or the session takes none.</summary>
    public bool ApplyCode(string id, string? code) => store.Change(state =>
    {
        var session = state.Session(id);
        var isKnown = code is null || (session.AllowPromotionCodes == true && Amounts.PercentOff.ContainsKey(code));
        if (isKnown && session.Status == "open")
            session.PromotionCode = code?.ToUpperInvariant();
        return isKnown;
    });

    /// <summary>False when the session is not open.</summary>
    public bool Expire(string id, Origin origin) => store.Change(state =>
    {
        var session = state.Session(id);
        if (session.Status != "open")
            return false;
        Expire(state, session, origin);
        return true;
    });

    /// <summary>Ends a bank debit under way, as its card says or as told. False when none is under way.</summary>
    public bool CompleteBankDebit(string id, bool? pays) =>
        store.Change(state => bankDebits.End(state, state.Session(id), pays));

    /// <summary>Does what has become due by now, and sets the timer for what comes next.</summary>
    public void CatchUp()
    {
        if (store.Read(state => NextDueAt(state) <= store.Now))
            store.Change(DoDue);
        if (store.Read(NextDueAt) is { } next)
            timer.Change(next > store.Now ? next - store.Now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        store.Changed -= CatchUp;
        timer.Dispose();
    }

    private static DateTimeOffset? NextDueAt(SandboxState state) => state.Sessions
        .Select(s => s.Status == "open" ? s.ExpiresAt : s.BankDebitDueAt)
        .Min();

    private PayOutcome Complete(SandboxState state, CheckoutSession session, string paymentStatus)
    {
        session.Status = "complete";
        session.PaymentStatus = paymentStatus;
        if (session.Terms is null)
            Invoices.Issue(state, session, events);
        Emit(state, session, "checkout.session.completed", Origin.None);
        return PayOutcome.Complete;
    }

    private PayOutcome Decline(SandboxState state, CheckoutSession session, Payment payment)
    {
        Payments.Fail(state, payment, Charge(state, session, payment), events);
        return PayOutcome.Declined;
    }

    private Charge Charge(SandboxState state, CheckoutSession session, Payment payment) =>
        Payments.Charge(state, payment, session.PayerEmail, session.Origin, store.Now);

    private void Expire(SandboxState state, CheckoutSession session, Origin origin)
    {
        session.Status = "expired";
        Emit(state, session, "checkout.session.expired", origin);
    }

    private void DoDue(SandboxState state)
    {
        foreach (var session in state.Sessions)
            if (session.Status == "open" && session.ExpiresAt <= store.Now)
                Expire(state, session, Origin.None);
            else if (session.BankDebitDueAt <= store.Now)
                bankDebits.End(state, session, pays: null);
    }

    private void Emit(SandboxState state, CheckoutSession session, string type, Origin origin) =>
        events.Emit(state, type, SessionJson.Of(state, session, Expansion.None), origin);
}
