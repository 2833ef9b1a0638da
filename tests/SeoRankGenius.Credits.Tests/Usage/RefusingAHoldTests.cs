using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Usage;

public sealed class RefusingAHoldTests : WorldTests
{
    private static readonly HoldRequest Good = new("run-7", World.AnyFeature, 1_500);

    public static TheoryData<string, HoldRequest> BadRequests => new()
    {
        { "feature", Good with { Feature = "mind-reading" } },
        { "credits", Good with { Credits = 0 } },
        { "credits", Good with { Credits = 1_000_001 } },
        { "expiresInSeconds", Good with { ExpiresInSeconds = 59 } },
        { "expiresInSeconds", Good with { ExpiresInSeconds = 86_401 } },
        { "reference", Good with { Reference = "line\nbreak" } },
        { "idempotencyKey", Good with { Key = "two words" } },
        { "idempotencyKey", Good with { Key = "schlüssel" } },
    };

    [Theory, MemberData(nameof(BadRequests))]
    public async Task A_bad_request_names_its_field(string field, HoldRequest request)
    {
        var world = await WorldAsync(Provider.Sqlite);
        var site = await world.SiteAsync(shared: 3_450);

        var refusal = await Refused.WithAsync(RefusalCode.InvalidRequest, () => world.PlaceAsync(site, request));

        Assert.Equal([field], ((Dictionary<string, string[]>)refusal.Facts["errors"]).Keys);
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_sites_hold_does_not_exist(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var neighbour = await world.SiteAsync(site.License);
        var hold = await world.HoldAsync(site, 1_500);

        await Refused.WithAsync(RefusalCode.NotFound, () => world.CaptureAsync(neighbour, hold, 1));
        await Refused.WithAsync(RefusalCode.NotFound, () => world.ReleaseAsync(neighbour, hold));
    }

    [SkippableTheory, EachDatabase]
    public async Task No_more_is_captured_than_is_held(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var hold = await world.HoldAsync(site, 1_500);

        await Refused.WithAsync(RefusalCode.InvalidRequest, () => world.CaptureAsync(site, hold, 1_501));
        await Refused.WithAsync(RefusalCode.InvalidRequest, () => world.CaptureAsync(site, hold, -1));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_hold_whose_time_is_over_is_not_captured_even_before_it_expires(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var hold = await world.HoldAsync(site, 1_500);

        world.PassHolds();

        await Refused.WithAsync(RefusalCode.HoldEnded, () => world.CaptureAsync(site, hold, 1_500));
        Assert.Equal(HoldStatus.Open, await world.StatusAsync(hold));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_captured_hold_is_not_captured_otherwise(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var hold = await world.HoldAsync(site, 1_500);
        await world.CaptureAsync(site, hold, 1_000);

        await Refused.WithAsync(RefusalCode.HoldEnded, () => world.CaptureAsync(site, hold, 1_001));
        await Refused.WithAsync(RefusalCode.HoldEnded, () => world.ReleaseAsync(site, hold));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_run_that_began_on_a_paid_plan_is_captured_on_the_Free_plan(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var hold = await world.HoldAsync(site, 1_500);
        await world.ChangeAsync(site.License, license => license.Plan = "free");

        await world.CaptureAsync(site, hold, 1_000);

        Assert.Equal(2_450, (await world.BalancesAsync(site)).Total);
        await Refused.WithAsync(RefusalCode.PlanRequired, () => world.HoldAsync(site, 1));
    }
}
