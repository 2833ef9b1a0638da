namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

internal enum PayOutcome
{
    Complete,
    Declined,
    NotOpen,
}

/// <summary>The life of Checkout Sessions: created, paid, declined, expired; with Stripe's events.</summary>
internal sealed class Checkout : IDisposable
{
    private const string DefaultEmail = "jenny.rosen@example.com";

    private readonly Store store;
    private readonly EventLog events;
    private readonly Payments payments;
    private readonly Subscriptions subscriptions;
    private readonly TimeSpan? bankDebitDelay;
    private readonly ITimer timer;

    public Checkout(
        Store store, EventLog events, Payments payments, Subscriptions subscriptions, TimeSpan? bankDebitDelay)
    {
        (this.store, this.events, this.payments) = (store, events, payments);
        (this.subscriptions, this.bankDebitDelay) = (subscriptions, bankDebitDelay);
        timer = store.Time.CreateTimer(_ => CatchUp(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        store.Changed += CatchUp;
    }

    /// <summary>Refuses an unknown customer.</summary>
    public JsonObject Open(CheckoutSession session, Expansion expand) => store.Change(state =>
    {
        if (session.Customer is { } customer)
            session.EmailOfCustomer = CustomersApi.Require(state, customer).Email;
        state.Sessions.Add(session);
        return CheckoutSessionsApi.Resource.Write(state, session, expand);
    });

    /// <summary>The page's Pay button. Throws for a bank debit that the session does not take.</summary>
    public PayOutcome Pay(string id, TestCard card, string? email = null) => store.Change(state =>
    {
        var session = state.Session(id);
        if (session.Status != "open")
            return PayOutcome.NotOpen;
        if (card.IsBankDebit() && !session.TakesBankDebits)
            throw new InvalidOperationException($"Session {id} takes no bank debits.");
        session.PayerEmail = session.KnownEmail ?? email ?? DefaultEmail;
        var isFree = Amounts.Of(session).Total == 0;
        if (session.Terms is not null)
        {
            if (!subscriptions.Start(state, session, card))
                return PayOutcome.Declined;
        }
        else if (!isFree)
        {
            var payment = payments.Attempt(state, session, card);
            if (card.IsBankDebit())
                return StartBankDebit(state, session, card);
            payments.End(state, payment, succeeds: card != TestCard.Declined);
            if (card == TestCard.Declined)
                return PayOutcome.Declined;
        }

        Complete(state, session, isFree ? "no_payment_required" : "paid", "checkout.session.completed");
        return PayOutcome.Complete;
    });

    /// <summary>False when the code is unknown or the session takes none.</summary>
    public bool ApplyCode(string id, string? code) => store.Change(state =>
    {
        var session = state.Session(id);
        var isValid = code is null || (session.AllowPromotionCodes == true && Amounts.PercentOff.ContainsKey(code));
        if (isValid && session.Status == "open")
            session.PromotionCode = code?.ToUpperInvariant();
        return isValid;
    });

    /// <summary>False when the session is not open.</summary>
    public bool Expire(string id, RequestOrigin? origin = null) => store.Change(state =>
    {
        var session = state.Session(id);
        if (session.Status != "open")
            return false;
        Expire(state, session, origin);
        return true;
    });

    /// <summary>Ends a pending bank debit as <paramref name="pays"/> says, else as its test account does. False when
    /// none is pending.</summary>
    public bool CompleteBankDebit(string id, bool? pays) =>
        store.Change(state => EndBankDebit(state, state.Session(id), pays));

    /// <summary>Carries out what is due now, and sets the timer for the next.</summary>
    public void CatchUp()
    {
        if (store.Read(state => NextDueAt(state) <= store.Now))
            store.Change(CatchUp);
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

    private void CatchUp(SandboxState state)
    {
        foreach (var session in state.Sessions)
            if (session.Status == "open" && session.ExpiresAt <= store.Now)
                Expire(state, session, origin: null);
            else if (session.BankDebitDueAt <= store.Now)
                EndBankDebit(state, session, pays: null);
    }

    private PayOutcome StartBankDebit(SandboxState state, CheckoutSession session, TestCard account)
    {
        session.Status = "complete";
        session.BankDebitPays = account == TestCard.BankDebitThatSucceeds;
        session.BankDebitDueAt = store.Now + bankDebitDelay;
        Emit(state, session, "checkout.session.completed");
        return PayOutcome.Complete;
    }

    private bool EndBankDebit(SandboxState state, CheckoutSession session, bool? pays)
    {
        if (session.BankDebitPays is not { } expected)
            return false;
        var succeeds = pays ?? expected;
        (session.BankDebitPays, session.BankDebitDueAt) = (null, null);
        payments.End(state, state.Payments.First(p => p.Id == session.PaymentId), succeeds);
        if (succeeds)
            Complete(state, session, "paid", "checkout.session.async_payment_succeeded");
        else
            Emit(state, session, "checkout.session.async_payment_failed");
        return true;
    }

    private void Complete(SandboxState state, CheckoutSession session, string paymentStatus, string type)
    {
        (session.Status, session.PaymentStatus) = ("complete", paymentStatus);
        if (session is { Terms: null, InvoiceCreation: true })
            IssueInvoice(state, session);
        Emit(state, session, type);
    }

    private void IssueInvoice(SandboxState state, CheckoutSession session)
    {
        var amounts = Amounts.Of(session);
        var at = session.CreatedAt;
        var invoice = new Invoice
        {
            Id = Store.NewId("in_1"),
            CustomerId = session.Customer,
            Currency = session.Currency,
            Origin = session.Origin,
            CreatedAt = at,
            Reason = "manual",
            Lines = session.Items.ConvertAll(item => new InvoiceLine(
                "il_1" + item.Id[4..], item.Name, item.PriceId, item.ProductId, item.UnitAmount * item.Quantity,
                item.Quantity, IsProration: false, at, at)),
            Discount = amounts.Discount,
            Tax = amounts.Tax,
            Email = session.PayerEmail,
            Status = "paid",
            Attempts = 1,
            PaymentId = session.PaymentId,
            PaidAt = at,
        };
        state.Invoices.Add(invoice);
        session.InvoiceId = invoice.Id;
        events.Emit(state, "invoice.paid", InvoicesApi.Resource, invoice);
    }

    private void Expire(SandboxState state, CheckoutSession session, RequestOrigin? origin)
    {
        session.Status = "expired";
        Emit(state, session, "checkout.session.expired", origin);
    }

    private void Emit(SandboxState state, CheckoutSession session, string type, RequestOrigin? origin = null) =>
        events.Emit(state, type, CheckoutSessionsApi.Resource, session, origin);
}
