using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SeoRankGenius.Credits.Demo.Sandbox.Pages;

namespace SeoRankGenius.Credits.Demo.Sandbox;

/// <summary>
/// An emulator of Stripe in this process: its API for Checkout, subscriptions, refunds and disputes, its pages, and
/// signed webhooks. No money moves. Set the client's base to <see cref="ApiBase"/>. Safe to use from any thread.
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
        var payments = new Payments(store, events);
        Prices = new Prices(store);
        Subscriptions = new Subscriptions(store, events, payments);
        checkout = new Checkout(store, events, payments, Subscriptions, options.BankDebitDelay);
        Refunds = new Refunds(store, events);
        Disputes = new Disputes(store, events);
        Cards = new SavedCards(store, payments, Subscriptions, Faults);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(options.Url);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        app = builder.Build();
        app.UseDeveloperExceptionPage();
        app.UseRouting();
        MapApi(events);
        MapPages();
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

    /// <summary>The account's webhook endpoint as the API lists it; null for none.</summary>
    public WebhookEndpoint? Endpoint { get; set; } = new();

    /// <summary>Faults of the next API requests.</summary>
    public Faults Faults { get; } = new();

    /// <summary>The delivery of events.</summary>
    public Deliveries Deliveries { get; }

    /// <summary>Refunds, as in Stripe's dashboard.</summary>
    public Refunds Refunds { get; }

    /// <summary>Disputes, by the payer's bank.</summary>
    public Disputes Disputes { get; }

    /// <summary>Recurring prices.</summary>
    public Prices Prices { get; }

    /// <summary>Subscriptions and their test clocks.</summary>
    public Subscriptions Subscriptions { get; }

    /// <summary>Customers, their saved cards and off-session charges.</summary>
    public SavedCards Cards { get; }

    /// <summary>Every Checkout Session as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> Sessions => CheckoutSessionsApi.Resource.WriteAll(store);

    /// <summary>Every event as the API gives it, oldest first.</summary>
    public IReadOnlyList<JsonObject> Events => EventsApi.Resource.WriteAll(store);

    /// <summary>The events about a session, its payment, refunds and disputes, oldest first.</summary>
    public IReadOnlyList<JsonObject> EventsAbout(string sessionId) =>
        EventsApi.About(store, sessionId, store.Read(state => state.Session(sessionId).PaymentId));

    /// <summary>The last 10,000 requests under <c>/v1</c>, oldest first, failed requests included.</summary>
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

    /// <summary>Expires an open session; <see cref="InvalidOperationException"/> for any other.</summary>
    public Task ExpireAsync(string sessionId) => checkout.Expire(sessionId)
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
    /// Carries out what is due: expiry, bank debits, renewals, deliveries. Needed only with a clock that fires no
    /// timers.
    /// </summary>
    public void CatchUp()
    {
        CatchUpBeforeRequest();
        Deliveries.Pump();
    }

    /// <summary>An event around any object, not stored: for <see cref="DeliverRawAsync(JsonObject)"/>.</summary>
    public JsonObject NewEvent(string type, JsonObject data) => EventsApi.Write(new StripeEvent
    {
        Id = Store.NewId("evt_1"), Type = type, CreatedAt = store.Now, Data = data,
    });

    /// <summary>Signs and delivers any event once; it is neither stored nor retried.</summary>
    public Task<WebhookAnswer> DeliverRawAsync(JsonObject @event) => DeliverRawAsync(@event.ToJsonString());

    /// <summary>Delivers any body once, with any signature; null signs it correctly.</summary>
    public Task<WebhookAnswer> DeliverRawAsync(string body, string? signature = null) =>
        sender.PostAsync(body, signature, CancellationToken.None);

    /// <summary>A <c>Stripe-Signature</c> for a body, of now or another time.</summary>
    public string Sign(string body, DateTimeOffset? at = null) =>
        WebhookSender.Sign(body, options.WebhookSecret, at ?? store.Now);

    /// <summary>Stops listening and sending. Undelivered events stay in the data file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
            return;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(timeout.Token);
        await app.DisposeAsync();
        checkout.Dispose();
        await Deliveries.DisposeAsync();
        sender.Dispose();
    }

    private void MapApi(EventLog events)
    {
        var api = new ApiEndpoints(app, store, options, Faults, requests, CatchUpBeforeRequest);
        new CheckoutSessionsApi(store, checkout).Map(api);
        new CustomersApi(store, events).Map(api);
        new PaymentsApi(Cards).Map(api);
        new RefundsApi(store, Refunds).Map(api);
        new SubscriptionsApi(store, Subscriptions).Map(api);
        new PortalApi(store).Map(api);
        PricesApi.Map(api);
        InvoicesApi.Map(api);
        EventsApi.Map(api);
        WebhookEndpointsApi.Map(api, () => (WebhookUrl, Endpoint));
        api.RefuseOthers();
    }

    private void MapPages()
    {
        Page.MapFiles(app);
        new CheckoutPages(store, checkout, options.SellerName).Map(app);
        new PortalPages(store, Subscriptions, options.SellerName).Map(app);
        new ControlActions(this, store, checkout).Map(app);
    }

    private void CatchUpBeforeRequest()
    {
        checkout.CatchUp();
        Subscriptions.CatchUp();
    }
}
