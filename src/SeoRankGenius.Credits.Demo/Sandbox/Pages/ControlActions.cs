using System.Collections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SeoRankGenius.Credits.Demo.Sandbox.Pages;

/// <summary>The buttons of the control page: their addresses, labels, conditions and effects.</summary>
internal sealed class ControlActions(StripeSandbox sandbox, Store store, Checkout checkout)
{
    private static readonly Fault Slow = Fault.Slow(TimeSpan.FromSeconds(5));

    public ActionList<Deliveries> Deliveries => new("deliveries")
    {
        { "pause", "Pause deliveries", _ => sandbox.Deliveries.Paused = true, d => !d.Paused },
        { "release", "Release in order", _ => sandbox.Deliveries.ReleaseAsync(), d => d.Paused },
        { "release-newest-first", "Release newest first", _ => sandbox.Deliveries.ReleaseAsync(true), d => d.Paused },
        { "resume", "Resume, all at once", _ => sandbox.Deliveries.Paused = false, d => d.Paused },
        { "give-up", "Abandon them", _ => sandbox.Deliveries.GiveUp(), d => d.Paused },
    };

    public ActionList<StripeEvent> Events => new("events")
    {
        { "deliver", "Deliver again", id => sandbox.Deliveries.RedeliverAsync(id) },
        { "deliver-twice", "Twice at once", id => sandbox.Deliveries.RedeliverAsync(id, times: 2) },
        { "connect", "From a Connect account", DeliverConnectedAsync },
    };

    public ActionList<CheckoutSession> Sessions => new("sessions")
    {
        { "expire", "Expire", id => checkout.Expire(id), s => s.Status == "open" },
        { "debit-pays", "Debit pays", id => checkout.CompleteBankDebit(id, true), s => s.BankDebitPays is not null },
        { "debit-fails", "Debit fails", id => checkout.CompleteBankDebit(id, false), s => s.BankDebitPays is not null },
        { "debit-fails-unseen", "Debit fails, no event", FailUnseen, s => s.BankDebitPays is not null },
    };

    public ActionList<ChargeRow> Charges => new("charges", c => c.Charge.Status == "succeeded")
    {
        { "refund-all", "Refund all", id => sandbox.Refunds.MakeOf(id), c => c.Left > 0 },
        { "refund-half", "Refund half", id => sandbox.Refunds.MakeOf(id, Half(id)), c => c.Left > c.Charge.Amount / 2 },
        { "refund-pending", "Refund, pending", id => sandbox.Refunds.MakeOf(id, isPending: true), c => c.Left > 0 },
        { "refund-eur", "Refund in EUR", id => sandbox.Refunds.MakeOf(id, currency: "eur"), c => c.Left > 0 },
        { "dispute-eur", "Dispute, settled in EUR", DisputeInEuro, c => !c.IsDisputed },
        { "unreadable", "Stripe refuses to read it", Hide },
        { "dispute", "Dispute", id => sandbox.Disputes.OpenOf(id), c => !c.IsDisputed },
        { "inquire", "Inquiry", id => sandbox.Disputes.OpenOf(id, isInquiry: true), c => !c.IsDisputed },
    };

    public ActionList<Refund> Refunds => new("refunds")
    {
        { "succeed", "Succeeds", id => sandbox.Refunds.End(id, succeeds: true), r => r.Status == "pending" },
        { "fail", "Fails at the bank", id => sandbox.Refunds.End(id, succeeds: false), r => !r.IsFailed },
    };

    public ActionList<Dispute> Disputes => new("disputes", d => d.IsOpen)
    {
        { "escalate", "Becomes a dispute", sandbox.Disputes.Escalate, d => d.IsInquiry },
        { "close", "Closes", id => sandbox.Disputes.Close(id, isWon: true), d => d.IsInquiry },
        { "answer", "Evidence submitted", sandbox.Disputes.Answer, d => d.Status == "needs_response" },
        { "win", "Won", id => sandbox.Disputes.Close(id, isWon: true), d => !d.IsInquiry },
        { "lose", "Lost", id => sandbox.Disputes.Close(id, isWon: false), d => !d.IsInquiry },
    };

    public ActionList<Subscription> Subscriptions => new("subscriptions", s => !s.IsEnded)
    {
        { "next", NextStep, sandbox.Subscriptions.AdvanceToNext },
        { "week", "Advance 7 days", id => sandbox.Subscriptions.Advance(id, TimeSpan.FromDays(7)) },
        { "card-fails", "Card is declined from now on", id => Replace(id, TestCard.DeclinesLater) },
        { "card-pays", "Card pays again", id => Replace(id, TestCard.Card) },
        { "keep", "Do not cancel", id => CancelLater(id, false), s => s.CancelAtPeriodEnd },
        { "cancel-later", "Cancel at period end", id => CancelLater(id, true), s => !s.CancelAtPeriodEnd },
        { "cancel", "Cancel now", sandbox.Subscriptions.Cancel },
        {
            "pause-collection", "Pause collection", id => sandbox.Subscriptions.PauseCollection(id),
            s => !s.IsCollectionPaused
        },
        {
            "resume-collection", "Resume collection", id => sandbox.Subscriptions.PauseCollection(id, pauses: false),
            s => s.IsCollectionPaused
        },
        { "another", "Start a second one", sandbox.Subscriptions.StartAnother },
        { "prorations", "Twelve prorations next time", sandbox.Subscriptions.AddProrations },
        { "old-price", "Its price loses its key", LoseKey },
        { "pause", "Pause", id => sandbox.Subscriptions.Pause(id), s => s.Status != "paused" },
        { "resume", "Resume", id => sandbox.Subscriptions.Pause(id, pauses: false), s => s.Status == "paused" },
    };

    public ActionList<Customer> Customers => new("customers", c => !c.IsDeleted)
    {
        { "delete", "Delete customer", sandbox.Cards.DeleteCustomer },
    };

    public ActionList<string> NextCharge => new("next-charge")
    {
        { "declines", "Next one is declined", _ => sandbox.Cards.NextCharge(TestCard.DeclinesLater) },
        { "asks", "Next one requires authentication", _ => sandbox.Cards.NextCharge(TestCard.AsksLater) },
        { "lost", "Next response is lost", _ => sandbox.Cards.NextCharge(Fault.AnswerLost) },
        { "slow", "Next checkout takes 5 seconds", _ => sandbox.Faults.NextAt("/v1/checkout/sessions", Slow) },
        { "clear", "End all faults", _ => sandbox.Faults.Clear() },
    };

    /// <summary>Maps the page and its buttons.</summary>
    public void Map(WebApplication app)
    {
        app.MapGet("/", (HttpContext http) =>
        {
            sandbox.CatchUp();
            return store.Read(state => Page.Show<Control>(
                http, new ControlModel(state, this, sandbox.Deliveries, sandbox.WebhookUrl)));
        });
        Deliveries.Map(app);
        Events.Map(app);
        Sessions.Map(app);
        Charges.Map(app);
        NextCharge.Map(app);
        Customers.Map(app);
        Refunds.Map(app);
        Disputes.Map(app);
        Subscriptions.Map(app);
    }

    private void FailUnseen(string id) => sandbox.Deliveries.Lose(() => checkout.CompleteBankDebit(id, pays: false));

    private void DisputeInEuro(string chargeId) => sandbox.Disputes.OpenOf(chargeId, settlesIn: "eur");

    private void Hide(string chargeId) => sandbox.Faults.AlwaysAt(
        "/v1/payment_intents/" + store.Read(state => state.Charge(chargeId).PaymentId), Fault.Refuse(403));

    private Task DeliverConnectedAsync(string eventId)
    {
        var happened = sandbox.Events.First(made => (string?)made["id"] == eventId);
        happened["account"] = "acct_1Other";
        return sandbox.DeliverRawAsync(happened);
    }

    private long Half(string chargeId) => store.Read(state => state.Charge(chargeId).Amount / 2);

    private void LoseKey(string id) =>
        sandbox.Prices.Replace(store.Read(state => state.Subscription(id).PriceId));

    private void Replace(string id, TestCard card) => sandbox.Subscriptions.ReplaceCard(id, card);

    private void CancelLater(string id, bool cancels) => sandbox.Subscriptions.CancelAtPeriodEnd(id, cancels);

    private static string NextStep(Subscription subscription) => subscription switch
    {
        { NextAttemptAt: { } again } when again < subscription.PeriodEnd => "Advance to the next attempt",
        { CancelAtPeriodEnd: true } => "Advance to its end",
        { Status: "trialing" } => "Advance to the trial’s end",
        _ => "Advance to the next renewal",
    };
}

/// <summary>A charge, what of it is not refunded, and whether it was disputed.</summary>
internal sealed record ChargeRow(Charge Charge, long Left, bool IsDisputed);

/// <summary>The actions on one kind of object that is available, posted to <c>/{kind}/{id}/{verb}</c>.</summary>
internal sealed class ActionList<T>(string kind, Func<T, bool>? isAvailable = null) : IEnumerable
{
    private readonly List<(string Verb, Func<T, string> Label, Func<string, Task> Run, Func<T, bool>? When)> actions =
        [];

    public void Add(string verb, string label, Func<string, Task> run, Func<T, bool>? when = null) =>
        actions.Add((verb, _ => label, run, when));

    public void Add(string verb, string label, Action<string> run, Func<T, bool>? when = null) =>
        Add(verb, _ => label, run, when);

    public void Add(string verb, Func<T, string> label, Action<string> run, Func<T, bool>? when = null) =>
        actions.Add((verb, label, id => Task.Run(() => run(id)), when));

    /// <summary>Address and label of each action that the object allows now.</summary>
    public IEnumerable<(string Address, string Label)> For(T subject, string id) => actions
        .Where(action => isAvailable?.Invoke(subject) != false && action.When?.Invoke(subject) != false)
        .Select(action => ($"/{kind}/{id}/{action.Verb}", action.Label(subject)));

    public void Map(WebApplication app)
    {
        foreach (var action in actions)
            app.MapPost($"/{kind}/{{id}}/{action.Verb}", async (HttpContext http, string id) =>
            {
                try
                {
                    await action.Run(id);
                }
                catch (Exception stale) when (stale is KeyNotFoundException or InvalidOperationException)
                {
                    // The page was outdated; the new one shows the current state.
                }

                return Page.SeeOther(http, "/");
            });
    }

    IEnumerator IEnumerable.GetEnumerator() => actions.GetEnumerator();
}
