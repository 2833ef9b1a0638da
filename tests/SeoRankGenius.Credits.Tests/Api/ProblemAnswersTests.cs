using System.Diagnostics;
using SeoRankGenius.Credits.Tests.Exhaustive;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

public sealed class ProblemAnswersTests : ApiTests
{
    [Theory]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/api/v2/credits")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/credits/holds/not-a-guid/release")]
    [InlineData("/API/v1/nothing")]
    public async Task An_unknown_address_is_a_problem_rather_than_a_page(string address)
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app);

        (await plugin.PostAsync(address)).Refuses(404, "not_found");
    }

    [Theory]
    [InlineData("PUT", "credits", "GET")]
    [InlineData("DELETE", "credits/spend", "POST")]
    [InlineData("GET", "credits/spend", "POST")]
    [InlineData("GET", "sites/activate", "POST")]
    public async Task A_wrong_method_is_told_the_right_one(string method, string route, string allowed)
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app);

        var answer = await plugin.SendAsync(new HttpMethod(method), route);

        answer.Refuses(405, "method_not_allowed");
        Assert.Equal(allowed, answer.Header("Allow"));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_broken_invariant_is_a_problem_with_a_reference(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450);
        HttpAnswer answer;
        await using (await app.World.FaultAsync("LedgerEntries", "INSERT"))
            answer = await plugin.SpendAsync(15, "post-42");

        Assert.Equal(answer.Header("Request-Id"), (string)answer.Refuses(500, "internal")["reference"]!);
        Assert.DoesNotContain("injected", answer.Body);
        Assert.Null((await plugin.SpendAsync(15, "post-42")).Is(200).Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_locked_database_is_answered_before_WordPress_gives_up()
    {
        var app = await ApiAsync();
        var (site, plugin) = await SiteAsync(app, shared: 3_450);
        (await plugin.GetAsync("credits")).Is(200);
        var watch = Stopwatch.StartNew();

        using (InterruptedFulfilmentTests.Lock(app.World.Database))
        {
            var answers = await Concurrently.AtOnceAsync(3, async caller =>
            {
                // SQLite waits by the real clock. A later caller waits behind those before it.
                await Task.Delay(caller * 200);
                var began = watch.Elapsed;
                var answer = await plugin.SpendAsync(15, $"post-{caller}");
                return (Answer: answer, Took: watch.Elapsed - began);
            });
            Assert.All(answers, call =>
            {
                call.Answer.Refuses(503, "unavailable");
                Assert.Equal("5", call.Answer.Header("Retry-After"));
                Assert.InRange(call.Took, TimeSpan.Zero, TimeSpan.FromSeconds(4.5));
            });
        }

        for (var i = 0; i < 3; i++)
            (await plugin.SpendAsync(15, $"post-{i}")).Is(200);
        Assert.Equal(3_405, await app.World.BalanceAsync(site.License.Id));
    }

    [Fact]
    public async Task A_page_that_is_not_there_stays_a_page()
    {
        var app = await ApiAsync();
        using var browser = app.Visit();

        var answer = (await browser.GetAsync("/nothing")).Is(404);

        Assert.Equal("text/html", answer.ContentHeaders.ContentType?.MediaType);
    }
}
