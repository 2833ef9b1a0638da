using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Load;

/// <summary>What is called, and how often at once.</summary>
public sealed partial class Scenarios(LoadWorld world, TimeSpan time)
{
    /// <summary>The Credits tab of the demo's owner.</summary>
    public const string Tab = "/account/credits/northwind-agency.example";

    private const int Many = 64, Few = 16;

    private Uri App => new(world.Host.AppUrl);

    /// <summary>The least that could be done: rows of a spend, written raw.</summary>
    public async Task<DashboardFigures> RawAsync(IReadOnlyList<LoadSite> sites)
    {
        var pools = await world.RawPoolsAsync(sites);
        await using var writer = new RawGroupCommit(world.ConnectionString);
        return await Measure.RunAsync($"raw group commit, {Of(sites)}", Many, time, caller =>
        {
            var number = caller;
            return () => writer.WriteAsync(pools[(number += Many) % pools.Count], NewKey());
        });
    }

    /// <summary>The same rows in groups of 64 by a bare loop: what the database takes when nobody waits.</summary>
    public async Task<DashboardFigures> BareAsync(IReadOnlyList<LoadSite> sites)
    {
        var pools = await world.RawPoolsAsync(sites);
        await using var writer = new RawGroupCommit(world.ConnectionString);
        var number = 0;
        var group = await Measure.RunAsync($"bare loop, groups of {Many}, {Of(sites)}", 1, time, _ => () =>
        {
            writer.Commit([.. Enumerable.Range(0, Many).Select(_ =>
                new RawGroupCommit.Waiting(pools[number++ % pools.Count], NewKey()))]);
            return Task.CompletedTask;
        });
        return group with { PerSecond = group.PerSecond * Many, CpuMicroseconds = group.CpuMicroseconds / Many };
    }

    public Task<DashboardFigures> SpendAsync(IReadOnlyList<LoadSite> sites)
    {
        var spending = world.Get<Spending>();
        return Measure.RunAsync($"spend in process, {Of(sites)}", Many, time, caller =>
        {
            var number = caller;
            return () => spending.SpendAsync(
                sites[(number += Many) % sites.Count].Id, new SpendRequest(NewKey(), "meta-generation", 1), default);
        });
    }

    /// <summary>So many spends, as many at a time as elsewhere.</summary>
    public async Task SpendSomeAsync(IReadOnlyList<LoadSite> sites, int count)
    {
        var spending = world.Get<Spending>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Many },
            async (number, cancellation) => await spending.SpendAsync(
                sites[number % sites.Count].Id, new SpendRequest(NewKey(), "meta-generation", 1), cancellation));
    }

    public Task<DashboardFigures> SpendOverHttpAsync(IReadOnlyList<LoadSite> sites) =>
        CallAsync($"spend over HTTP, {Of(sites)}", Many, App, number => Spend(sites, number));

    public Task<DashboardFigures> BalancesAsync(IReadOnlyList<LoadSite> sites) =>
        CallAsync($"GET /credits, {Of(sites)}", Many, App, number => Wire.Request(
            "GET", "/api/v1/credits", $"Authorization: Bearer {sites[number % sites.Count].Token}\r\n"));

    public Task<DashboardFigures> EmptyEndpointAsync(Uri limits)
    {
        var request = Wire.Request("GET", "/empty", "");
        return CallAsync("empty endpoint", Many, limits, _ => request);
    }

    public Task<DashboardFigures> EmptyPageAsync(Uri limits)
    {
        var request = Wire.Request("GET", "/empty-page", "");
        return CallAsync("empty Razor Page", Few, limits, _ => request);
    }

    /// <summary>The Credits tab as an owner sees it.</summary>
    public async Task<DashboardFigures> TabAsync(string name = "the tab, signed in")
    {
        var cookies = await SignInAsync();
        var request = Wire.Request("GET", Tab, $"Cookie: {cookies}\r\n");
        return await CallAsync(name, Few, App, _ => request);
    }

    /// <summary>Lets another process of the web app, on the same database, answer a mix of the calls above.</summary>
    public async Task LoadAsync(Uri app, IReadOnlyList<LoadSite> sites, string cookies)
    {
        var tab = Wire.Request("GET", Tab, $"Cookie: {cookies}\r\n");
        await CallAsync("mix", Many, app, number => number % 8 == 0 ? tab : Spend(sites, number));
    }

    /// <summary>Signed events that each credit a purchase of their own; as many before, to warm up.</summary>
    public async Task<DashboardFigures> WebhookAsync(IReadOnlyList<LoadSite> sites, int purchases)
    {
        var events = await EventsAsync(sites, 2 * purchases);
        await PostAsync(events[..purchases]);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var taken = await PostAsync(events[purchases..]);
        var seconds = clock.Elapsed.TotalSeconds;
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        return new DashboardFigures(
            $"webhook that credits, {Of(sites)}", purchases / seconds,
            taken[purchases / 2], taken[purchases * 99 / 100], used.TotalMicroseconds / purchases);
    }

    // How long each took, in milliseconds, the shortest first.
    private async Task<List<double>> PostAsync(List<byte[]> events)
    {
        var next = -1;
        var taken = new ConcurrentBag<double>();
        await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Task.Run(async () =>
        {
            using var wire = new Wire(App);
            for (int i; (i = Interlocked.Increment(ref next)) < events.Count;)
            {
                var start = Stopwatch.GetTimestamp();
                await wire.SendAsync(events[i]);
                taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
        return [.. taken.Order()];
    }

    private async Task<List<byte[]>> EventsAsync(IReadOnlyList<LoadSite> sites, int purchases)
    {
        var stripe = world.Host.Stripe!;
        var rows = await world.PurchasesAsync(sites, purchases);
        return rows.ConvertAll(purchase =>
        {
            var session = new JsonObject
            {
                ["id"] = purchase.StripeSessionId,
                ["object"] = "checkout.session",
                ["client_reference_id"] = purchase.Id.ToString("D"),
                ["amount_subtotal"] = purchase.PriceMinor,
                ["amount_total"] = purchase.PriceMinor,
                ["currency"] = purchase.Currency,
                ["livemode"] = false,
                ["payment_intent"] = $"pi_load{purchase.Id:N}",
                ["payment_status"] = "paid",
                ["status"] = "complete",
            };
            var body = stripe.NewEvent("checkout.session.completed", session).ToJsonString();
            return Wire.Request(
                "POST", "/webhooks/stripe",
                $"Content-Type: application/json\r\nStripe-Signature: {stripe.Sign(body)}\r\n", body);
        });
    }

    private Task<DashboardFigures> CallAsync(string name, int connections, Uri url, Func<int, byte[]> request) =>
        Measure.RunAsync(name, connections, time, caller =>
        {
            var wire = new Wire(url);
            var number = caller;
            return () => wire.SendAsync(request(number += connections));
        });

    /// <summary>Signs the demo's owner in; the cookies are good in any process on the same database.</summary>
    public async Task<string> SignInAsync()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = App };
        var page = await http.GetStringAsync("/signin");
        await http.PostAsync("/signin", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Input.Email"] = SampleData.Owner,
            ["Input.Password"] = SampleData.Password,
            ["__RequestVerificationToken"] = FormToken().Match(page).Groups[1].Value,
        }));
        return handler.CookieContainer.GetCookieHeader(App);
    }

    private static byte[] Spend(IReadOnlyList<LoadSite> sites, int number) => Wire.Request(
        "POST", "/api/v1/credits/spend",
        $"Authorization: Bearer {sites[number % sites.Count].Token}\r\nIdempotency-Key: {NewKey()}\r\n"
        + "Content-Type: application/json\r\n",
        """{"feature":"meta-generation","credits":1}""");

    private static string NewKey() => Guid.NewGuid().ToString();

    private static string Of(IReadOnlyList<LoadSite> sites) =>
        sites.Count == 1 ? "one license" : string.Create(CultureInfo.InvariantCulture, $"{sites.Count:N0} licenses");

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
