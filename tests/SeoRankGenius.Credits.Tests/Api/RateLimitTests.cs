using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

public sealed class RateLimitTests : AppTests
{
    [Fact]
    public async Task A_site_that_calls_too_often_is_told_when_to_come_back()
    {
        var app = await AppAsync(Provider.Sqlite, ("Api:BurstLimit", "3"), ("Api:RequestsPerSecond", "0.5"));
        var site = await app.World.SiteAsync(shared: 3_450);
        using var plugin = new Plugin(app.Url, site.Token);
        for (var i = 0; i < 3; i++)
            (await plugin.SpendAsync(15)).Is(200);

        var answer = await plugin.SpendAsync(15, "post-42");

        answer.Refuses(429, "rate_limited");
        Assert.Equal("2", answer.Header("Retry-After"));
        Assert.Equal(3_450 - 45, (await app.World.BalancesAsync(site)).Total);
    }

    [Fact]
    public async Task Another_site_does_not_wait()
    {
        var app = await AppAsync(Provider.Sqlite, ("Api:BurstLimit", "1"), ("Api:RequestsPerSecond", "0.001"));
        var site = await app.World.SiteAsync();
        using var plugin = new Plugin(app.Url, site.Token);
        using var neighbour = new Plugin(app.Url, (await app.World.SiteAsync(site.License)).Token);
        (await plugin.GetAsync("credits")).Is(200);

        (await plugin.GetAsync("credits")).Refuses(429, "rate_limited");
        (await neighbour.GetAsync("credits")).Is(200);
    }

    [Fact]
    public async Task Activations_from_one_address_are_limited()
    {
        var app = await AppAsync(Provider.Sqlite, ("Api:ActivationsPerMinute", "2"));
        using var guesser = new Plugin(app.Url);
        for (var i = 0; i < 2; i++)
            (await GuessAsync(guesser)).Refuses(404, "not_found");

        var answer = await GuessAsync(guesser);

        answer.Refuses(429, "rate_limited");
        Assert.Equal("30", answer.Header("Retry-After"));
    }

    [Fact]
    public async Task Activations_at_another_instance_count()
    {
        var app = await AppAsync(Provider.Sqlite, ("Api:ActivationsPerMinute", "3"));
        using var guesser = new Plugin(app.Url);
        (await GuessAsync(guesser)).Refuses(404, "not_found");
        for (var i = 0; i < 2; i++)
            await app.World.Get<ActivationCounts>().AddAsync("127.0.0.1", default);

        (await GuessAsync(guesser)).Refuses(429, "rate_limited");
    }

    [Fact]
    public async Task A_flood_of_invalid_tokens_is_limited_per_network()
    {
        var app = await AppAsync(Provider.Sqlite, ("Api:UnauthenticatedPerMinute", "3"));
        var site = await app.World.SiteAsync();
        using var known = new Plugin(app.Url, site.Token);
        (await known.GetAsync("credits")).Is(200);
        using var guesser = new Plugin(app.Url, "srgt_" + new string('A', 32));
        for (var i = 0; i < 3; i++)
            (await guesser.GetAsync("credits")).Refuses(401, "unauthorized");

        var answer = await guesser.GetAsync("credits");

        answer.Refuses(429, "rate_limited");
        Assert.Equal("20", answer.Header("Retry-After"));
        // A site behind the same address is not affected.
        (await known.GetAsync("credits")).Is(200);
    }

    [Fact]
    public async Task Every_answer_says_how_many_requests_are_left()
    {
        var app = await AppAsync(Provider.Sqlite, ("Api:BurstLimit", "10"), ("Api:RequestsPerSecond", "0.5"));
        var site = await app.World.SiteAsync();
        using var plugin = new Plugin(app.Url, site.Token);

        await plugin.GetAsync("credits");
        var answer = await plugin.SpendAsync(15);

        answer.Refuses(402, "insufficient_credits");
        Assert.Equal("\"site\";q=10;w=20", answer.Header("RateLimit-Policy"));
        Assert.Equal("\"site\";r=8;t=4", answer.Header("RateLimit"));
    }

    private static Task<HttpAnswer> GuessAsync(Plugin guesser) =>
        guesser.PostAsync("sites/activate", new { licenseKey = "SRG-NOBODY-000001", domain = "northwind.example" });
}
