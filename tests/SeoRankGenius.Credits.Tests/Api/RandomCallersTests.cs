using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using Xunit.Abstractions;

namespace SeoRankGenius.Credits.Tests.Api;

/// <summary>
/// 64 callers on four sites, random operations over all calls, each repeated with its key until it is answered, while
/// the app is killed and started again. What the answers charged and returned is exactly what the pools lost. Takes
/// minutes, so it runs only with <c>CREDITS_TEST_OPERATIONS</c>, such as 10000.
/// </summary>
[Trait("speed", "slow")]
public sealed partial class RandomCallersTests(ITestOutputHelper output) : IDisposable
{
    private const int Callers = 64, Kills = 4;

    private static readonly (string Key, string Domain)[] Sites =
    [
        ("SRG-NORTHWIND-0001", "northwind-agency.example"), ("SRG-NORTHWIND-0001", "client-bakery.example"),
        ("SRG-NORTHWIND-0001", "client-yoga.example"), ("SRG-FABRIKAM-0001", "fabrikam-shop.example"),
    ];

    private readonly ConcurrentDictionary<string, int> _outcomes = [];
    private readonly HttpClient _http = new();
    private readonly TaskCompletionSource[] _quarters = [.. Enumerable.Range(0, Kills).Select(_ => Source())];
    private DemoProcess _demo = null!;
    private int _done, _total;

    [SkippableFact]
    public async Task The_pools_lose_exactly_what_was_charged()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CREDITS_TEST_SEED"), out var fixedSeed)
            ? fixedSeed
            : Random.Shared.Next();
        Skip.IfNot(
            int.TryParse(Environment.GetEnvironmentVariable("CREDITS_TEST_OPERATIONS"), out _total),
            "CREDITS_TEST_OPERATIONS is not set.");
        output.WriteLine($"Seed {seed}");
        await using var demo = _demo = await DemoProcess.StartAsync(
            "--Api:BurstLimit=1000000", "--Api:RequestsPerSecond=1000000", "--Api:ActivationsPerMinute=1000000");
        var tokens = await Task.WhenAll(Sites.Select(site => ActivateAsync(site.Key, site.Domain)));
        var before = await BalancesAsync();
        var since = $"{TimeProvider.System.GetUtcNow():O}";

        var killing = KillAsync();
        var callers = await Concurrently.AtOnceAsync(Callers, async number =>
        {
            var caller = new Caller(this, number, tokens[number % 4], new Random(seed + number));
            for (var i = 0; i < _total / Callers; i++)
            {
                await caller.StepAsync();
                var quarter = Interlocked.Increment(ref _done) * (Kills + 1) / _total;
                if (quarter is > 0 and <= Kills)
                    _quarters[quarter - 1].TrySetResult();
            }

            await caller.EndHoldsAsync();
            return caller;
        });
        await killing;

        output.WriteLine(string.Join(", ", _outcomes.OrderBy(outcome => outcome.Key)));
        var after = await BalancesAsync();
        foreach (var (domain, pools) in before)
            Assert.Equal(
                (domain, pools.Own - callers.Where(caller => caller.Domain == domain).Sum(caller => caller.Own)),
                (domain, after[domain].Own));
        foreach (var license in before.GroupBy(site => site.Value.LicenseId))
            Assert.Equal(
                license.First().Value.Shared - callers
                    .Where(caller => license.Any(site => site.Key == caller.Domain)).Sum(caller => caller.Shared),
                after[license.First().Key].Shared);
        foreach (var (site, token) in Sites.Zip(tokens))
            Assert.Equal(
                (callers.Where(caller => caller.Domain == site.Domain).Sum(caller => caller.Own),
                    callers.Where(caller => caller.Domain == site.Domain).Sum(caller => caller.Shared)),
                await ListedAsync(token, since));
        var (exit, console) = await demo.VerifyLedgerAsync();
        Assert.True(exit == 0, console);
    }

    public void Dispose() => _http.Dispose();

    private static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task KillAsync()
    {
        foreach (var quarter in _quarters)
        {
            await quarter.Task;
            await _demo.KillAsync();
            await _demo.StartAgainAsync();
        }
    }

    private Task<Dictionary<string, (long Own, long Shared, Guid LicenseId)>> BalancesAsync() =>
        _demo.ReadAsync(db => (
            from site in db.Sites
            join own in db.Pools on site.Id equals own.Id
            join shared in db.Pools on site.LicenseId equals shared.Id
            where Sites.Select(known => known.Domain).Contains(site.Domain)
            select new { site.Domain, Own = own.Balance, Shared = shared.Balance, site.LicenseId })
            .ToDictionaryAsync(site => site.Domain, site => (site.Own, site.Shared, site.LicenseId)));

    /// <summary>What the site's pages of transactions say was taken from each pool since a time.</summary>
    private async Task<(long Own, long Shared)> ListedAsync(string token, string since)
    {
        var (own, shared, next) = (0L, 0L, "");
        do
        {
            var route = $"credits/transactions?limit=200&since={Uri.EscapeDataString(since)}{next}";
            var page = (await CallAsync(token, HttpMethod.Get, route)).Json!;
            own += page["items"]!.AsArray().Sum(item => (long)item!["charged"]!["domain"]!);
            shared += page["items"]!.AsArray().Sum(item => (long)item!["charged"]!["shared"]!);
            next = page["next"] is { } last ? $"&next={last}" : null;
        }
        while (next is not null);
        return (own, shared);
    }

    private async Task<string> ActivateAsync(string licenseKey, string domain) =>
        (string)(await CallAsync("", HttpMethod.Post, "sites/activate", new { licenseKey, domain })).Json!["token"]!;

    /// <summary>Sends a request until it is answered by anything but 429 and 5xx.</summary>
    private async Task<(int Status, JsonNode? Json)> CallAsync(
        string token, HttpMethod method, string route, object? body = null, string? key = null)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(_demo.App, "/api/v1/" + route));
                if (token.Length > 0)
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                if (key is not null)
                    request.Headers.Add("Idempotency-Key", key);
                if (body is not null)
                    request.Content = new StringContent(
                        JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
                using var answer = await _http.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode < HttpStatusCode.InternalServerError && (int)answer.StatusCode != 429)
                    return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
                Count($"{(int)answer.StatusCode}");
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
            {
                Count("no answer");
                await _demo.Running;
            }
        }
    }

    private void Count(string outcome) => _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);
}
