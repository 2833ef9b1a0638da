using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Background;

namespace SeoRankGenius.Credits.Tests.Hosting;

public sealed class HoldExpiryTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_pass_ends_every_hold_that_is_over(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        await Concurrently.AtOnceAsync(250, _ => world.HoldAsync(site, 1));
        world.PassHolds();

        await Expiry(world).PassAsync(default);

        Assert.Equal(3_450, (await world.BalancesAsync(site)).Total);
    }

    [SkippableTheory, EachDatabase]
    public async Task After_a_fault_the_next_pass_ends_them(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var hold = await world.HoldAsync(site, 1_500);
        world.PassHolds();
        var expiry = Expiry(world);
        await using (await world.FaultAsync("LedgerEntries", "INSERT"))
            await expiry.PassAsync(default);
        Assert.Equal(HoldStatus.Open, await world.StatusAsync(hold));

        await expiry.PassAsync(default);

        Assert.Equal(HoldStatus.Expired, await world.StatusAsync(hold));
        Assert.Equal(3_450, (await world.BalancesAsync(site)).Total);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_running_app_makes_passes_by_itself(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var hold = await world.HoldAsync(site, 1_500);
        world.PassHolds();
        var time = new FakeTimeProvider();
        using var expiry = new HoldExpiryPass(world.Holding, world.Scopes, time, NullLogger<HoldExpiryPass>.Instance);

        await expiry.StartAsync(default);
        time.Advance(TimeSpan.FromSeconds(5));
        while (await world.StatusAsync(hold) == HoldStatus.Open)
        {
            // The pass runs on another thread.
        }

        await expiry.StopAsync(default);
        Assert.Equal(3_450, (await world.BalancesAsync(site)).Total);
    }

    private static HoldExpiryPass Expiry(World world) =>
        new(world.Holding, world.Scopes, world.Time, NullLogger<HoldExpiryPass>.Instance);
}
