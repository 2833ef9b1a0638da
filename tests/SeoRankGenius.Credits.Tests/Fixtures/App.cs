using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Billing;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Background;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>
/// The web app on a world's database, listening on a port of its own, with the Stripe sandbox beside it. Both go by the
/// world's clock. Speaks in what buyers, Stripe and visitors do.
/// </summary>
public sealed class App : IReusable
{
    // Stripe's signatures are checked by the system's clock, and old after five minutes.
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(3);

    private readonly WebApp _web;
    private readonly HttpClient _http;
    private readonly bool _isFirst;

    private App(World world, StripeSandbox stripe, Settings settings, bool isFirst)
    {
        (World, Stripe, _isFirst) = (world, stripe, isFirst);
        _web = new WebApp(world, stripe, settings);
        Url = _web.Start();
        OfferPlans();
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Url,
        };
    }

    public World World { get; }

    public StripeSandbox Stripe { get; private set; }

    public Uri Url { get; }

    /// <summary>
    /// Starts sandbox and app on a database of their own. The sandbox holds its events: a test says when, how often
    /// and in what order they are delivered.
    /// </summary>
    public static async Task<App> StartAsync(Provider on, Settings settings, bool withSamples = false)
    {
        var world = await World.OnAsync(on);
        // Cookies, lock-outs and keys are dated by the system's clock.
        world.Time.Advance(TimeProvider.System.GetUtcNow() - world.Time.GetUtcNow());
        var stripe = await StartStripeAsync("http://127.0.0.1:0", world);
        var app = new App(world, stripe, settings, isFirst: true);
        stripe.WebhookUrl = new Uri(app.Url, "/webhooks/stripe");
        if (withSamples)
            await app.MakeSamplesAsync();
        // The first use makes a key; a second instance finds it.
        app.Get<IDataProtectionProvider>().CreateProtector(nameof(App)).Protect("");
        await world.SnapshotAsync();
        return app;
    }

    /// <summary>A second instance on the same database, beside the same Stripe; the caller disposes it.</summary>
    public App AnotherInstance(params (string Key, string Value)[] settings) =>
        new(World, Stripe, new Settings(settings), isFirst: false);

    /// <summary>Everything the app answers.</summary>
    public Task<IReadOnlyList<Route>> RoutesAsync() => Route.AllAsync(_web.Services);

    /// <summary>Someone with a browser, not signed in.</summary>
    public Visitor Visit() => new(Url);

    /// <summary>Someone with a browser, signed in with the samples' password.</summary>
    public async Task<Visitor> SignInAsync(string email)
    {
        var browser = Visit();
        (await browser.SignInAsync(email, SampleData.Password)).Is(302);
        return browser;
    }

    /// <summary>A link that the plugin of a site asked for: opens once, for that site only.</summary>
    public async Task<string> LaunchLinkAsync(string licenseKey, string domain)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/launch-links");
        request.Headers.Authorization = new("Bearer", (await World.ActivateAsync(licenseKey, domain)).Token);
        var link = JsonNode.Parse((await HttpAnswer.OfAsync(_http, request)).Is(200).Body)!;
        return new Uri((string)link["url"]!).PathAndQuery;
    }

    /// <summary>The site's owner presses Buy Now; the id of the session that they are led to.</summary>
    public async Task<string> BuyAsync(TestSite site, string pack = "shared-5000")
    {
        var email = await World.ReadAsync(db =>
            db.Users.Where(user => user.Id == site.License.OwnerId).Select(user => user.Email!).SingleAsync());
        var buyer = new Buyer(site.License.OwnerId, email, site.Id, site.Domain, site.License.Id);
        var urls = new ReturnUrls(
            "https://app.example/thanks?session={CHECKOUT_SESSION_ID}", "https://app.example/account/credits");
        var address = await _web.Services.GetRequiredService<BuyCredits>().BuyAsync(buyer, pack, urls, default);
        return address.Segments[^1];
    }

    /// <summary>Buys, then pays on Stripe's page; the completed session's event, undelivered.</summary>
    public async Task<JsonObject> PayAsync(TestSite site, string pack = "shared-5000", TestCard card = TestCard.Card)
    {
        var session = await BuyAsync(site, pack);
        await Stripe.PayAsync(session, card);
        return EventOf(session, "checkout.session.completed");
    }

    /// <summary>The newest event of a type about a session.</summary>
    public JsonObject EventOf(string session, string type) => Stripe.Events.Last(made =>
        (string?)made["type"] == type && (string?)made["data"]!["object"]!["id"] == session).DeepClone().AsObject();

    /// <summary>Applies the state of a purchase's session at Stripe, as the page after the payment does.</summary>
    public async Task ReadBackAsync(Guid purchaseId) =>
        await _web.Services.GetRequiredService<EventProcessor>(
            ).ReadBackAsync(await World.PurchaseAsync(purchaseId), default);

    /// <summary>What the app does every few seconds: looks for low balances, and sends e-mails about them.</summary>
    public async Task LookForLowBalancesAsync()
    {
        await Get<LowBalancePass>().PassAsync(default);
        await SendMailsAsync();
    }

    /// <summary>What the app does every few seconds: sends the queued e-mails.</summary>
    public Task SendMailsAsync() => Get<OutboxPass>().PassAsync(default);

    /// <summary>What the app does every few seconds: tops pools up, and sends e-mails about what it can't.</summary>
    public async Task TopUpAsync()
    {
        await Get<AutoTopUpPass>().PassAsync(default);
        await SendMailsAsync();
    }

    /// <summary>Scoped operations of the running app.</summary>
    public AsyncServiceScope Scope() => _web.Services.CreateAsyncScope();

    /// <summary>An operation of the running app.</summary>
    public T Get<T>()
        where T : notnull =>
        _web.Services.GetRequiredService<T>();

    /// <summary>Reconciles purchases and events that are five minutes old with Stripe.</summary>
    public async Task<ItemCount> ReconcileAsync() =>
        await Get<OpenPurchases>().ReconcileAsync(TimeSpan.FromMinutes(5), default)
        + await Get<MissedEvents>().ReconcileAsync(TimeSpan.FromMinutes(5), default);

    /// <summary>Sends money back as the back office does.</summary>
    public Task RefundAsync(RefundInput refund) =>
        _web.Services.GetRequiredService<IssueRefund>().RefundAsync(refund, default);

    /// <summary>Compares yesterday at Stripe, in the purchases and in the ledger.</summary>
    public Task ReconcileDayAsync() => _web.Services.GetRequiredService<DailyReconciliation>().ReconcileAsync(default);

    /// <summary>Processes an event as the webhook does, without HTTP, which has its own tests.</summary>
    public Task ProcessAsync(JsonObject @event)
    {
        var body = @event.ToJsonString();
        var received = StripeEvent.Open(
            Encoding.UTF8.GetBytes(body), Stripe.Sign(body), WebApp.WebhookSecret, World.Time.GetUtcNow());
        return Get<EventProcessor>().ProcessAsync(received!, default);
    }

    /// <summary>Signs and posts an event as Stripe does.</summary>
    public Task<HttpAnswer> PostEventAsync(JsonObject @event) => PostEventAsync(@event.ToJsonString());

    /// <summary>Posts any body with any signature; null signs it well.</summary>
    public Task<HttpAnswer> PostEventAsync(string body, string? signature = null) =>
        PostEventAsync(Encoding.UTF8.GetBytes(body), signature ?? Stripe.Sign(body));

    /// <summary>Posts any bytes with any number of signature headers.</summary>
    public Task<HttpAnswer> PostEventAsync(byte[] body, params string[] signatures) =>
        PostEventAsync(new ByteArrayContent(body), signatures);

    public async Task<HttpAnswer> PostEventAsync(HttpContent body, params string[] signatures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = body };
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var signature in signatures)
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        return await HttpAnswer.OfAsync(_http, request);
    }

    public async Task<bool> ResetAsync()
    {
        await Get<Writer>().RunAsync(_ => Task.CompletedTask);
        if (!await World.ResetAsync() || TimeProvider.System.GetUtcNow() - World.Time.GetUtcNow() > Age)
            return false;
        await Stripe.DisposeAsync();
        try
        {
            Stripe = await StartStripeAsync(Stripe.ApiBase, World);
        }
        catch (IOException)
        {
            // Another socket got the port meanwhile.
            return false;
        }

        OfferPlans();
        Stripe.WebhookUrl = new Uri(Url, "/webhooks/stripe");
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _web.DisposeAsync();
        if (!_isFirst)
            return;
        await Stripe.DisposeAsync();
        await World.DisposeAsync();
    }

    private static async Task<StripeSandbox> StartStripeAsync(string url, World world)
    {
        var stripe = await StripeSandbox.StartAsync(new SandboxOptions
        {
            Url = url, Time = world.Time, BankDebitDelay = null,
        });
        stripe.Deliveries.Paused = true;
        return stripe;
    }

    private void OfferPlans()
    {
        var catalog = Get<PriceList>();
        foreach (var plan in catalog.Plans.Where(plan => !plan.IsFree))
            Stripe.Prices.Offer(plan.StripePrice, plan.Name, plan.PriceMinor, catalog.Currency);
    }

    // The demo's accounts and sites, made by the product's operations.
    private async Task MakeSamplesAsync()
    {
        var folder = Directory.CreateTempSubdirectory("credits-samples-").FullName;
        await SampleData.EnsureAsync(_web.Services, folder);
        Directory.Delete(folder, recursive: true);
    }
}
