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
    public async Task Release_gives_all_back(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);
        var hold = await plugin.HoldAsync(1_500);

        var answer = (await plugin.PostAsync($"credits/holds/{hold}/release")).Is(200);

        Assert.Equal((4_820, 1_370, 3_450), answer.Amounts("balances"));
    }
}
