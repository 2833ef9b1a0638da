using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>The demo as a process and folder of its own; may be killed, and started on what is left.</summary>
public sealed partial class DemoProcess : IAsyncDisposable
{
    private const string Ready = "--reset starts over";

    // On the disk: such a demo is killed.
    private readonly string _folder = TemporaryFolder.Create("credits-demo-", inMemory: false);
    private readonly HttpClient _http = new();
    private ChildProcess? _process;
    private volatile TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DemoHost? _host;
    private string[] _options = [];

    private DemoProcess()
    {
    }

    public Uri App { get; private set; } = null!;

    public Uri Stripe { get; private set; } = null!;

    /// <summary>Completes once the process is ready, after a kill once it is ready again.</summary>
    public Task Running => _running.Task;

    /// <summary>What the app logged since its last start, without what the demo tells its user.</summary>
    public string Log => _process!.Console.Split(Ready)[^1];

    private string DatabaseFile => Path.Combine(_folder, "credits.db");

    /// <summary>Starts the demo with further options, such as <c>--Api:BurstLimit=9</c>.</summary>
    public static async Task<DemoProcess> StartAsync(params string[] options)
    {
        var demo = new DemoProcess { _options = options };
        await DemoSamples.CopyToAsync(demo._folder);
        await demo.StartAgainAsync();
        return demo;
    }

    public async Task StartAgainAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _process = ChildProcess.Demo(
            [
                "--Demo:AppUrl=http://127.0.0.1:0", "--Demo:StripeUrl=http://127.0.0.1:0",
                "--Demo:DataFolder=" + _folder, .. _options,
            ]);
        await _process.UntilAsync(Ready);
        App = new Uri(AppAddress().Match(_process.Console).Groups[1].Value);
        Stripe = new Uri(StripeAddress().Match(_process.Console).Groups[1].Value);
        _running.TrySetResult();
    }

    /// <summary>Starts on what a killed process left, in this process, where most of its code has run before.</summary>
    public async Task StartAgainHereAsync()
    {
        _host = await DemoSamples.StartAsync(_folder);
        (App, Stripe) = (new Uri(_host.AppUrl), _host.Stripe!.Url);
    }

    public Task UntilLoggedAsync(string text) => _process!.UntilAsync(text);

    public async Task KillAsync()
    {
        _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process!.KillAsync();
    }

    /// <summary>Pays with 4242 … on the page of a session at Stripe, whose deliveries begin at once.</summary>
    public async Task PayAsync(string session)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["way"] = "Card", ["number"] = "4242 4242 4242 4242", ["expiry"] = "12 / 34", ["cvc"] = "123",
        });
        using var paid = await _http.PostAsync(new Uri(Stripe, "/c/pay/" + session), form);
    }

    /// <summary>The last hundred completed checkouts, as Stripe lists their events.</summary>
    public async Task<IReadOnlyList<JsonObject>> PaidEventsAsync()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(Stripe, "/v1/events?limit=100&type=checkout.session.completed"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_demo");
        using var answer = await _http.SendAsync(request);
        var list = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return [.. list["data"]!.AsArray().Select(made => made!.AsObject())];
    }

    /// <summary>Signs and posts an event; the status, 0 when the app was gone before it answered.</summary>
    public async Task<int> PostEventAsync(JsonObject @event, string secret = "whsec_demo_secret")
    {
        var body = @event.ToJsonString();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(App, "/webhooks/stripe"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Stripe-Signature", global::Stripe.EventUtility.GenerateSignatureHeader(body, secret));
        try
        {
            using var answer = await _http.SendAsync(request);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    /// <summary>Runs <c>verify-ledger</c> as an operator does; its exit code and what it printed.</summary>
    public async Task<(int Exit, string Console)> VerifyLedgerAsync()
    {
        await using var verify = ChildProcess.Web(
            "verify-ledger", $"--ConnectionStrings:Credits=Data Source={DatabaseFile}");
        return (await verify.ExitCodeAsync(), verify.Console);
    }

    public async Task<T> ReadAsync<T>(Func<CreditsDb, Task<T>> read)
    {
        await using var db = new SqliteCreditsDb(new DbContextOptionsBuilder<SqliteCreditsDb>()
            .UseSqlite($"Data Source={DatabaseFile};Pooling=False").Options);
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        await _process!.DisposeAsync();
        if (_host is not null)
            await _host.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex(@"Web app\s+(\S+)")]
    private static partial Regex AppAddress();

    [GeneratedRegex(@"Stripe sandbox\s+(\S+)")]
    private static partial Regex StripeAddress();
}
