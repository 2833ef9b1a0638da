using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Usage;

public sealed class RepeatingAHoldTests : WorldTests
{
    private static readonly HoldRequest Run = new("run-7", World.AnyFeature, 1_500);

    [SkippableTheory, EachDatabase]
    public async Task The_same_key_gets_the_first_answer_again(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);

        var first = await world.PlaceAsync(site, Run);
        var second = await world.PlaceAsync(site, Run);

        Assert.Equal(first.Value, second.Value);
        Assert.Equal((false, true), (first.IsReplay, second.IsReplay));
        Assert.Equal(1_950, (await world.BalancesAsync(site)).Total);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_key_gets_it_when_the_catalog_no_longer_has_the_feature(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var first = await world.PlaceAsync(site, Run);
        await using var later = world.AnotherInstance(services => services.AddSingleton(
            World.Catalog with { Features = [new("other", "Other", 1, 5)] }));

        var again = await later.PlaceAsync(site, Run);

        Assert.Equal(first with { IsReplay = true }, again);
        await Refused.WithAsync(RefusalCode.InvalidRequest, () => later.PlaceAsync(site, Run with { Key = "run-8" }));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_key_that_differs_in_case_never_gets_the_others_answer(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        await world.PlaceAsync(site, Run);

        // SQL Server takes the two for one key, and may say so; it must not answer with the other's hold.
        var done = await Refused.OrDoneAsync(
            RefusalCode.IdempotencyKeyReused, () => world.PlaceAsync(site, Run with { Key = "RUN-7" }));

        Assert.Equal(done ? 450 : 1_950, (await world.BalancesAsync(site)).Total);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_key_for_another_request_is_refused(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        await world.PlaceAsync(site, Run);

        await Refused.WithAsync(
            RefusalCode.IdempotencyKeyReused, () => world.PlaceAsync(site, Run with { ExpiresInSeconds = 901 }));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refused_hold_works_with_the_same_key_after_a_top_up(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 1_499);
        await Refused.WithAsync(RefusalCode.InsufficientCredits, () => world.PlaceAsync(site, Run));

        await world.GrantAsync(site.License.Id, 1);

        Assert.False((await world.PlaceAsync(site, Run)).IsReplay);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_capture_again_moves_nothing(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var hold = await world.HoldAsync(site, 1_500);

        var first = await world.CaptureAsync(site, hold, 1_000);
        var second = await world.CaptureAsync(site, hold, 1_000);

        Assert.Equal(first, second);
        Assert.Equal(new Balances(2_450, 0), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_release_again_moves_nothing(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var hold = await world.HoldAsync(site, 1_500);

        Assert.Equal(await world.ReleaseAsync(site, hold), await world.ReleaseAsync(site, hold));
        Assert.Equal(new Balances(3_450, 0), await world.BalancesAsync(site));
    }
}
