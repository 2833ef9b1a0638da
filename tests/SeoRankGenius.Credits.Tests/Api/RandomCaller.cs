using System.Globalization;
using System.Text.Json.Nodes;

namespace SeoRankGenius.Credits.Tests.Api;

public sealed partial class RandomCallersTests
{
    /// <summary>One caller, and what its answers say it took from each pool.</summary>
    private sealed class Caller(RandomCallersTests test, int number, string token, Random random)
    {
        // A domain is activated at most thirty times within an hour, and a license has twenty test sites.
        private const int Developers = 16, MostVisits = 25;

        private readonly List<(string Id, long Held)> _holds = [];
        private readonly List<(string Id, long Left)> _spends = [];
        private int _visits;

        public string Domain => Sites[number % 4].Domain;

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
                case 11 when number < Developers && _visits++ < MostVisits:
                    await VisitTestSiteAsync();
                    break;
                case 11:
                    await EstimateOrLaunchAsync();
                    break;
                default:
                    await ReadAsync();
                    break;
            }
        }

        public async Task EndHoldsAsync()
        {
            while (_holds.Count > 0)
                await EndAsync("release", 0);
        }

        /// <summary>Reads at random; a hold and a page of transactions agree with what was answered before.</summary>
        private async Task ReadAsync()
        {
            if (_holds.Count > 0 && random.Next(3) == 0)
            {
                var (id, held) = _holds[random.Next(_holds.Count)];
                var hold = await CallAsync(HttpMethod.Get, $"credits/holds/{id}");
                Assert.Equal(("open", held), ((string)hold!["state"]!, (long)hold["held"]!["total"]!));
                return;
            }

            string[] routes = ["credits", "features", "credits/transactions?limit=5"];
            await CallAsync(HttpMethod.Get, random.GetItems(routes, 1)[0]);
        }

        /// <summary>Activates a test site of its own, spends there, and deactivates it: no real credits move.</summary>
        private async Task VisitTestSiteAsync()
        {
            var key = Sites[number % 4].Key;
            var own = await test.ActivateAsync(key, $"caller-{number}.test");
            var body = new { feature = "content-analysis", credits = 5 };
            var spent = await test.CallAsync(own, HttpMethod.Post, "credits/spend", body, NewKey());
            test.Count($"test site's spend {spent.Status}");
            Assert.True(spent.Status is 200 or 402, $"{spent}");
            // 401 when the answer of an earlier attempt was lost.
            var ended = await test.CallAsync(own, HttpMethod.Post, "sites/deactivate");
            test.Count($"deactivate {ended.Status}");
            Assert.True(ended.Status is 204 or 401, $"{ended}");
        }

        private Task EstimateOrLaunchAsync() => random.Next(4) == 0
            ? CallAsync(HttpMethod.Post, "launch-links")
            : CallAsync(
                HttpMethod.Post, "credits/estimate",
                new { feature = "content-analysis", pages = random.Next(1, 1_000) });

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

        private string NewKey() => random.NextInt64().ToString("x", CultureInfo.InvariantCulture) + Domain;

        /// <summary>The answer; null when there are too few credits. Some calls are sent twice.</summary>
        private async Task<JsonNode?> CallAsync(
            HttpMethod method, string route, object? body = null, string? key = null)
        {
            var (status, json) = await test.CallAsync(token, method, route, body, key);
            var call = route.Split('/', '?')[^1];
            test.Count($"{(Guid.TryParse(call, out _) ? "hold" : call)} {status}");
            Assert.True(status is 200 or 201 or 402, $"{route}: {status} {json}");
            if (status != 402 && key is not null && random.Next(5) == 0)
                Assert.Equal(
                    json!.ToJsonString(), (await test.CallAsync(token, method, route, body, key)).Json!.ToJsonString());
            return status == 402 ? null : json;
        }
    }
}
