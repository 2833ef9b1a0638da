using System.Collections.Concurrent;
using System.Globalization;
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
public sealed class RandomCallersTests(ITestOutputHelper output) : IDisposable
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
            "--Api:BurstLimit=1000000", "--Api:RequestsPerSecond=1000000");
        var tokens = await Task.WhenAll(Sites.Select(site => ActivateAsync(site.Key, site.Domain)));
        var before = await BalancesAsync();

        var killing = KillAsync();
        var callers = await Concurrently.AtOnceAsync(Callers, async number =>
        {
            var caller = new Caller(this, Sites[number % 4].Domain, tokens[number % 4], new Random(seed + number));
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

    /// <summary>One caller, and what its answers say it took from each pool.</summary>
    private sealed class Caller(RandomCallersTests test, string domain, string token, Random random)
    {
        private readonly List<(string Id, long Held)> _holds = [];
        private readonly List<(string Id, long Left)> _spends = [];

        public string Domain => domain;

        public long Own { get; private set; }

        public long Shared { get; private set; }

        public async Task StepAsync()
        {
            switch (random.Next(12))
            {
                case < 3:
                    await SpendAsync();
                    break;
                case < 5:
                    await HoldAsync();
                    break;
                case < 8 when _spends.Count > 0:
                    await GiveBackAsync(random.Next(_spends.Count));
                    break;
                case 8 when _holds.Count > 0:
                    await EndAsync("capture", random.Next(_holds.Count));
                    break;
                case 9 when _holds.Count > 0:
                    await EndAsync("release", random.Next(_holds.Count));
                    break;
                case 10 when _holds.Count > 0:
                    var hold = _holds[random.Next(_holds.Count)].Id;
                    await CallAsync(HttpMethod.Post, $"credits/holds/{hold}/extend", new { expiresInSeconds = 900 });
                    break;
                default:
                    string[] routes = ["credits", "features", "credits/transactions?limit=5"];
                    await CallAsync(HttpMethod.Get, random.GetItems(routes, 1)[0]);
                    break;
            }
        }

        public async Task EndHoldsAsync()
        {
            while (_holds.Count > 0)
                await EndAsync("release", 0);
        }

        private async Task SpendAsync()
        {
            var body = new { feature = "content-analysis", credits = random.Next(5, 16), quantity = random.Next(1, 4) };
            if (await CallAsync(HttpMethod.Post, "credits/spend", body, NewKey()) is not { } spent)
                return;
            Take(spent["charged"]!, 1);
            _spends.Add(((string)spent["transactionId"]!, (long)spent["charged"]!["total"]!));
        }

        private async Task GiveBackAsync(int index)
        {
            var (id, left) = _spends[index];
            var credits = random.NextInt64(1, left + 1);
            var back = await CallAsync(HttpMethod.Post, $"credits/spend/{id}/give-back", new { credits }, NewKey());
            Assert.Equal(credits, (long)back!["returned"]!["total"]!);
            Take(back["returned"]!, -1);
            _spends.RemoveAt(index);
            if (left > credits)
                _spends.Add((id, left - credits));
        }

        private async Task HoldAsync()
        {
            var body = new { feature = "content-analysis", credits = random.Next(1, 101) };
            if (await CallAsync(HttpMethod.Post, "credits/holds", body, NewKey()) is not { } hold)
                return;
            Take(hold["held"]!, 1);
            _holds.Add(((string)hold["holdId"]!, (long)hold["held"]!["total"]!));
        }

        private async Task EndAsync(string how, int index)
        {
            var (id, held) = _holds[index];
            object? body = how == "capture" ? new { credits = random.NextInt64(0, held + 1) } : null;
            Take((await CallAsync(HttpMethod.Post, $"credits/holds/{id}/{how}", body))!["returned"]!, -1);
            _holds.RemoveAt(index);
        }

        private void Take(JsonNode amounts, int sign)
        {
            Own += sign * (long)amounts["domain"]!;
            Shared += sign * (long)amounts["shared"]!;
        }

        private string NewKey() => random.NextInt64().ToString("x", CultureInfo.InvariantCulture) + domain;

        /// <summary>The answer; null when there are too few credits. Some calls are sent twice.</summary>
        private async Task<JsonNode?> CallAsync(
            HttpMethod method, string route, object? body = null, string? key = null)
        {
            var (status, json) = await test.CallAsync(token, method, route, body, key);
            test.Count($"{route.Split('/', '?')[^1].Split('-')[0]} {status}");
            Assert.True(status is 200 or 201 or 402, $"{route}: {status} {json}");
            if (status != 402 && key is not null && random.Next(5) == 0)
                Assert.Equal(
                    json!.ToJsonString(), (await test.CallAsync(token, method, route, body, key)).Json!.ToJsonString());
            return status == 402 ? null : json;
        }
    }
}
