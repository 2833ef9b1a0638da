using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SeoRankGenius.Credits.Demo.Sandbox.Api;
using SeoRankGenius.Credits.Demo.Sandbox.Pages;
using SeoRankGenius.Credits.Demo.Sandbox.Simulation;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

namespace SeoRankGenius.Credits.Demo.Sandbox;

/// <summary>
/// The other side of the wire: Stripe's API for Checkout, refunds and disputes, its pages, and signed webhooks, in this
/// process. No money moves. Set the client's base to <see cref="ApiBase"/>. Safe to use from any thread.
/// </summary>
public sealed class StripeSandbox : IAsyncDisposable
{
    private readonly SandboxOptions options;
    private readonly Store store;
    private readonly WebhookSender sender;
    private readonly Checkout checkout;
    private readonly RequestLog requests = new();
    private readonly WebApplication app;
    private bool isDisposed;

    private StripeSandbox(SandboxOptions options)
    {
        this.options = options;
        store = new Store(options);
        sender = new WebhookSender(options);
        Deliveries = new Deliveries(store, sender, options.FirstRetry);
        var events = new EventLog(Deliveries, options.Time);
        Prices = new Prices(store);
        Subscriptions = new Subscriptions(store, events);
        checkout = new Checkout(store, events, Subscriptions, options.BankDebitDelay);
        Refunds = new Refunds(store, events);
        Disputes = new Disputes(store, events);
        Cards = new SavedCards(store, events, Faults);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(options.Url);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        app = builder.Build();
        app.UseDeveloperExceptionPage();
        app.UseRouting();
        var exchange = new Exchange(store, options, Faults, requests, new Idempotency(store));
        new PlanRoutes(store, Subscriptions, exchange).Map(app);
        new CustomerRoutes(store, events, exchange).Map(app);
        new ChargeRoutes(Cards, exchange).Map(app);
        new MoneyRoutes(store, Refunds, exchange).Map(app);
        new WireRoutes(store, checkout, exchange).Map(app);
        SandboxPages.Map(app, this, store, checkout, options.SellerName);
    }

    /// <summary>Where it listens, with the port it got; its control page.</summary>
    public Uri Url { get; private set; } = new("http://localhost");

    /// <summary>The same as a client's ApiBase: without a slash at the end.</summary>
    public string ApiBase => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>Where events are posted; null holds them. Setting it sends what is due.</summary>
    public Uri? WebhookUrl
    {
        get => sender.Url;
        set
        {
            sender.Url = value;
            Deliveries.Pump();
        }
    }

    /// <summary>What goes wrong with coming API requests.</summary>
    public Faults Faults { get; } = new();

    /// <summary>How events travel, and what may happen to them on the way.</summary>
    public Deliveries Deliveries { get; }

    /// <summary>Money that goes back to the payer.</summary>
    public Refunds Refunds { get; }

    /// <summary>What payers' banks take back.</summary>
    public Disputes Disputes { get; }

    /// <summary>What can be subscribed to.</summary>
    public Prices Prices { get; }

    /// <summary>Who subscribed, and what time does to it.</summary>
    public Subscriptions Subscriptions { get; }

    /// <summary>Customers, and the cards that were saved for them.</summary>
    public SavedCards Cards { get; }

    /// <summary>Every Checkout Session as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> Sessions =>
        store.Read(state => state.Sessions.ConvertAll(s => SessionJson.Of(state, s, Expansion.None)));

    /// <summary>Every event as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> Events => store.Read(state => state.Events.ConvertAll(EventJson.Of));

    /// <summary>The events about a session, its payment and what went back of it, oldest first.</summary>
    public IReadOnlyList<JsonObject> EventsAbout(string sessionId) => store.Read(state =>
    {
        string?[] ids = [sessionId, state.Session(sessionId).PaymentId];
        bool IsAbout(JsonObject data) => ids.Contains((string?)data["id"])
            || (data["payment_intent"] is JsonValue payment && ids.Contains((string?)payment));
        return state.Events.Where(e => IsAbout(e.Data)).Select(EventJson.Of).ToList();
    });

    /// <summary>The last 10,000 requests under <c>/v1</c>, oldest first, those that failed included.</summary>
    public IReadOnlyList<SandboxRequest> Requests => requests.All;

    /// <summary>Starts listening. Refuses an address beyond loopback and a data file that is not its own.</summary>
    public static async Task<StripeSandbox> StartAsync(SandboxOptions options, CancellationToken ct = default)
    {
        if (!new Uri(options.Url).IsLoopback)
            throw new ArgumentException($"The sandbox has no sign-in and listens on loopback only: {options.Url}.");
        var sandbox = new StripeSandbox(options);
        await sandbox.app.StartAsync(ct);
        sandbox.Url = new Uri(sandbox.app.Urls.First());
        sandbox.CatchUp();
        return sandbox;
    }

    /// <summary>
    /// Pays, or tries to, on the session's page. Returns where the browser goes: the success URL with the id put in,
    /// or null when the card was declined. Throws <see cref="InvalidOperationException"/> for a session that is not
    /// open, a bank debit that it does not take, or a promotion code that it does not take.
    /// </summary>
    public Task<Uri?> PayAsync(string sessionId, TestCard card = TestCard.Card, string? promotionCode = null)
    {
        CatchUp();
        if (promotionCode is not null && !checkout.ApplyCode(sessionId, promotionCode))
            throw new InvalidOperationException($"Session {sessionId} does not take the code {promotionCode}.");
        return Task.FromResult(checkout.Pay(sessionId, card) switch
        {
            PayOutcome.Complete => store.Read(state => state.Session(sessionId).Landing),
            PayOutcome.Declined => null,
            _ => throw new InvalidOperationException($"Session {sessionId} is not open."),
        });
    }

    /// <summary>The page's link back; the session stays open. Returns the cancel URL, if there is one.</summary>
    public Task<Uri?> CancelAsync(string sessionId) => Task.FromResult(store.Read(state =>
        state.Session(sessionId).CancelUrl is { } url ? new Uri(url) : null));

    /// <summary>Lets an open session expire; <see cref="InvalidOperationException"/> for any other.</summary>
    public Task ExpireAsync(string sessionId) => checkout.Expire(sessionId, Origin.None)
        ? Task.CompletedTask
        : throw new InvalidOperationException($"Session {sessionId} is not open.");

    /// <summary>
    /// Ends the bank debit of a session: as its <see cref="TestCard"/> says, or as <paramref name="pays"/> says.
    /// Throws <see cref="InvalidOperationException"/> when none is under way.
    /// </summary>
    public Task CompleteBankDebitAsync(string sessionId, bool? pays = null) =>
        checkout.CompleteBankDebit(sessionId, pays)
            ? Task.CompletedTask
            : throw new InvalidOperationException($"Session {sessionId} has no bank debit under way.");

    /// <summary>
    /// Does what has become due: sessions that expire, bank debits, deliveries. Needed only with a clock that is
    /// moved by hand and fires no timers.
    /// </summary>
    public void CatchUp()
    {
        checkout.CatchUp();
        Subscriptions.CatchUp();
        Deliveries.Pump();
    }

    /// <summary>An event around any object, not kept: for <see cref="DeliverRawAsync(JsonObject)"/>.</summary>
    public JsonObject NewEvent(string type, JsonObject data) => EventJson.Of(type, data, store.Now);

    /// <summary>Signs and delivers any event once, whatever it says; neither kept nor retried.</summary>
    public Task<WebhookAnswer> DeliverRawAsync(JsonObject @event) => DeliverRawAsync(@event.ToJsonString());

    /// <summary>Delivers any body once, with any signature; null signs it well.</summary>
    public Task<WebhookAnswer> DeliverRawAsync(string body, string? signature = null) =>
        sender.PostAsync(body, signature, CancellationToken.None);

    /// <summary>A <c>Stripe-Signature</c> for a body, made now or at another time.</summary>
    public string Sign(string body, DateTimeOffset? at = null) =>
        WebhookSender.Sign(body, options.WebhookSecret, at ?? store.Now);

    /// <summary>Stops listening and sending. What is undelivered stays so in the data file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
            return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
        checkout.Dispose();
        await Deliveries.DisposeAsync();
        sender.Dispose();
    }
}
