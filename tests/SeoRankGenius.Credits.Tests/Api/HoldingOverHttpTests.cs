using System.Globalization;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

public sealed class HoldingOverHttpTests : ApiTests
{
    private static readonly object Run = new { feature = "content-analysis", credits = 1_500, reference = "run 7" };

    [SkippableTheory, EachDatabase]
    public async Task A_hold_says_what_was_put_aside_until_when(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);

        var answer = (await plugin.PostAsync("credits/holds", Run, "run-7")).Is(201);

        Assert.Equal((1_500, 1_370, 130), answer.Amounts("held"));
        Assert.Equal((3_320, 0, 3_320), answer.Amounts("balances"));
        Assert.Equal(
            app.World.Time.GetUtcNow().AddSeconds(900).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            (string)answer.Json["expiresAt"]!);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_repeated_hold_gets_the_first_answer_again(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450);

        var first = (await plugin.PostAsync("credits/holds", Run, "run-7")).Is(201);
        var again = (await plugin.PostAsync("credits/holds", Run, "run-7")).Is(201);

        Assert.Equal(first.Body, again.Body);
        Assert.Equal("true", again.Header("Idempotent-Replayed"));
    }

    [SkippableTheory, EachDatabase]
    public async Task Capture_says_what_was_charged_beside_what_went_back(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);
        var hold = await plugin.HoldAsync(1_500);

        var answer = (await plugin.PostAsync($"credits/holds/{hold}/capture", new { credits = 1_400 })).Is(200);

        Assert.Equal((1_400, 1_370, 30), answer.Amounts("charged"));
        Assert.Equal((100, 0, 100), answer.Amounts("returned"));
        Assert.Equal((3_420, 0, 3_420), answer.Amounts("balances"));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_hold_is_read_in_every_state(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);
        var (hold, expired) = (await plugin.HoldAsync(1_500), await plugin.HoldAsync(10));

        var open = (await plugin.GetAsync($"credits/holds/{hold}")).Is(200);
        (await plugin.PostAsync($"credits/holds/{hold}/capture", new { credits = 1_400 })).Is(200);
        app.World.PassHolds();
        var captured = (await plugin.GetAsync($"credits/holds/{hold}")).Is(200);

        Assert.Equal(("open", (1_500, 1_370, 130)), ((string)open.Json["state"]!, open.Amounts("held")));
        Assert.Equal(("captured", (1_400, 1_370, 30)), ((string)captured.Json["state"]!, captured.Amounts("charged")));
        Assert.Equal("expired", (string)(await plugin.GetAsync($"credits/holds/{expired}")).Is(200).Json["state"]!);
    }

    [SkippableTheory, EachDatabase]
    public async Task An_extended_hold_lasts_longer(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450);
        var hold = await plugin.HoldAsync(100);

        (await plugin.PostAsync($"credits/holds/{hold}/extend", new { expiresInSeconds = 3_600 })).Is(200);
        (await plugin.PostAsync($"credits/holds/{hold}/extend", new { expiresInSeconds = 60 })).Is(200);
        app.World.PassHolds();

        (await plugin.PostAsync($"credits/holds/{hold}/capture", new { credits = 100 })).Is(200);
    }

    [SkippableTheory, EachDatabase]
    public async Task An_ended_hold_says_what_was_captured(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450);
        var hold = await plugin.HoldAsync(100);
        (await plugin.PostAsync($"credits/holds/{hold}/capture", new { credits = 70 })).Is(200);

        foreach (var (step, body) in new[]
        {
            ("capture", """{"credits":80}"""), ("release", null), ("extend", """{"expiresInSeconds":60}"""),
        })
        {
            var problem = (await plugin.PostAsync($"credits/holds/{hold}/{step}", body)).Refuses(409, "hold_ended");
            Assert.Equal(("captured", 70), ((string)problem["state"]!, (long)problem["captured"]!));
        }
    }

    [Fact]
    public async Task On_the_Free_plan_a_captured_hold_leaves_nothing_to_spend()
    {
        var app = await ApiAsync();
        var (site, plugin) = await SiteAsync(app, shared: 3_450);
        var hold = await plugin.HoldAsync(100);
        await app.World.ChangeAsync(site.License, license => license.Plan = "free");

        var answer = (await plugin.PostAsync($"credits/holds/{hold}/release")).Is(200);

        Assert.Equal((0, 0, 0), answer.Amounts("balances"));
    }

    [SkippableTheory, EachDatabase]
    public async Task Release_gives_all_back(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);
        var hold = await plugin.HoldAsync(1_500);

        var answer = (await plugin.PostAsync($"credits/holds/{hold}/release")).Is(200);

        Assert.Equal((4_820, 1_370, 3_450), answer.Amounts("balances"));
    }
}
