using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Usage;

public sealed class HoldingCreditsTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_hold_takes_its_credits_at_once_from_Domain_first(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        var hold = await world.HoldAsync(site, 1_500);

        Assert.Equal(new Draw(1_370, 130), hold.Taken);
        Assert.Equal(new Balances(3_320, 0), hold.Balances);
        Assert.Equal(hold.Balances, await world.BalancesAsync(site));
    }

    [SkippableTheory]
    [EachDatabase(0, 0, 0)]
    [EachDatabase(1_000, 1_000, 0)]
    [EachDatabase(1_370, 1_370, 0)]
    [EachDatabase(1_400, 1_370, 30)]
    [EachDatabase(1_500, 1_370, 130)]
    public async Task Capture_returns_the_rest_to_the_pools_it_came_from(
        Provider on, int captured, int domain, int shared)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);
        var hold = await world.HoldAsync(site, 1_500);

        var end = await world.CaptureAsync(site, hold, captured);

        Assert.Equal(new Draw(domain, shared), end.Charged);
        Assert.Equal(new Draw(1_370 - domain, 130 - shared), end.Returned);
        Assert.Equal(new Balances(3_450 - shared, 1_370 - domain), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Release_returns_all(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);
        var hold = await world.HoldAsync(site, 1_500);

        var end = await world.ReleaseAsync(site, hold);

        Assert.Equal(0, end.Charged.Total);
        Assert.Equal(new Balances(3_450, 1_370), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_hold_that_is_extended_while_the_pass_runs_stays(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var hold = await world.HoldAsync(site, 1_500);
        world.Time.Advance(hold.ExpiresAt - world.Time.GetUtcNow().UtcDateTime - TimeSpan.FromSeconds(1));
        TaskCompletionSource first = new(), isExtended = new(), isListed = new();
        var group = world.WriteAsync(_ => first.Task);
        var extend = world.Holding.ExtendAsync(site.Id, hold.HoldId, 600, default);
        var open = world.WriteAsync(_ =>
        {
            isExtended.SetResult();
            return isListed.Task;
        });
        first.SetResult();
        await isExtended.Task;

        // On SQLite the extension is decided and not committed yet.
        world.Time.Advance(TimeSpan.FromSeconds(2));
        var pass = world.ExpireAsync();
        isListed.SetResult();
        await Task.WhenAll(group, extend, open, pass);

        Assert.Equal(on == Provider.Sqlite ? 1 : 0, await pass);
        Assert.Equal(HoldStatus.Open, (await world.ReadAsync(db => db.Holds.SingleAsync())).Status);
        Assert.Equal(1_500, (await world.CaptureAsync(site, hold, 1_500)).Charged.Total);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_hold_whose_time_is_over_returns_all(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);
        var hold = await world.HoldAsync(site, 1_500);

        world.PassHolds();
        await world.ExpireAsync();

        Assert.Equal(HoldStatus.Expired, await world.StatusAsync(hold));
        Assert.Equal(new Balances(3_450, 1_370), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_hold_whose_time_is_not_over_stays(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        var hold = await world.HoldAsync(site, 1_500);

        world.Time.Advance(TimeSpan.FromSeconds(899));

        Assert.Equal(0, await world.ExpireAsync());
        Assert.Equal(HoldStatus.Open, await world.StatusAsync(hold));
    }

    [SkippableTheory, EachDatabase]
    [Trait(ServerNeeds.Trait, ServerNeeds.RowLocks)]
    public async Task Two_instances_that_expire_at_once_return_a_hold_once(Provider on)
    {
        on.Needs(ServerNeeds.RowLocks);
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();
        var site = await world.SiteAsync(shared: 3_450);
        for (var i = 0; i < 20; i++)
            await world.HoldAsync(site, 100);

        world.PassHolds();
        await Concurrently.AtOnceAsync(8, caller => (caller % 2 == 0 ? world : other).ExpireAsync());

        Assert.Equal(new Balances(3_450, 0), await world.BalancesAsync(site));
        Assert.Equal(1 + 20 + 20, (await world.EntriesAsync(site.License.Id)).Count);
    }

    [SkippableTheory, EachDatabase]
    [Trait(ServerNeeds.Trait, ServerNeeds.RowLocks)]
    public async Task Of_capture_release_or_expiry_at_once_one_wins(Provider on)
    {
        on.Needs(ServerNeeds.RowLocks);
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();
        var site = await world.SiteAsync(shared: 3_450);
        var hold = await world.HoldAsync(site, 1_500);

        var done = await Concurrently.AtOnceAsync(12, caller => Refused.OrDoneAsync(
            RefusalCode.HoldEnded,
            () => caller % 2 == 0 ? world.CaptureAsync(site, hold, 1_000) : other.ReleaseAsync(site, hold)));

        var captured = await world.StatusAsync(hold) == HoldStatus.Captured;
        Assert.Equal(captured ? 2_450 : 3_450, (await world.BalancesAsync(site)).Shared);
        Assert.Equal(6, done.Count(ended => ended));
    }

    [SkippableTheory, EachDatabase]
    public async Task More_than_a_hundred_holds_expire_a_hundred_at_a_time(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);
        await Concurrently.AtOnceAsync(101, _ => world.HoldAsync(site, 1));

        world.PassHolds();

        Assert.Equal(100, await world.ExpireAsync());
        Assert.Equal(1, await world.ExpireAsync());
        Assert.Equal(0, await world.ExpireAsync());
        Assert.Equal(3_450, (await world.BalancesAsync(site)).Total);
    }
}
