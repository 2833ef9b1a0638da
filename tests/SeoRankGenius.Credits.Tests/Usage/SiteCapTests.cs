using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;
using SeoRankGenius.Credits.Usage.Reporting;
using SeoRankGenius.Credits.Usage.Transactions;

namespace SeoRankGenius.Credits.Tests.Usage;

/// <summary>An owner's monthly cap on a site's Shared Credits, and its pause.</summary>
public sealed class SiteCapTests : WorldTests
{
    private static readonly DateTimeOffset LateInJuly = new(2026, 7, 31, 23, 50, 0, TimeSpan.Zero);

    [SkippableTheory, EachDatabase]
    public async Task Domain_credits_are_not_limited(Provider on)
    {
        var (world, site) = await GivenAsync(on, cap: 20, domain: 100);

        await world.SpendAsync(site, 120);

        Assert.Equal(new(Shared: 980, Domain: 0), await world.BalancesAsync(site));
        await Refused.WithAsync(RefusalCode.SiteCapReached, () => world.SpendAsync(site, 1));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_was_used_before_counts(Provider on)
    {
        var (world, site) = await GivenAsync(on);
        await world.SpendAsync(site, 15);

        await LimitAsync(world, site, cap: 20);

        await Refused.WithAsync(RefusalCode.SiteCapReached, () => world.SpendAsync(site, 6));
        await world.SpendAsync(site, 5);
        Assert.Equal(new SiteLimits(20, false, 20), await LimitsAsync(world, site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_cap_below_what_was_used_stops_the_site(Provider on)
    {
        var (world, site) = await GivenAsync(on);
        await world.SpendAsync(site, 15);

        await LimitAsync(world, site, cap: 10);

        await Refused.WithAsync(RefusalCode.SiteCapReached, () => world.SpendAsync(site, 1));
    }

    [SkippableTheory, EachDatabase]
    public async Task Next_month_the_cap_starts_anew(Provider on)
    {
        var (world, site) = await GivenAsync(on, cap: 20);
        await world.SpendAsync(site, 20);
        await Refused.WithAsync(RefusalCode.SiteCapReached, () => world.SpendAsync(site, 1));

        world.Time.Advance(TimeSpan.FromDays(31));

        await world.SpendAsync(site, 20);
        await Refused.WithAsync(RefusalCode.SiteCapReached, () => world.SpendAsync(site, 1));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_a_hold_returns_is_available_again(Provider on)
    {
        var (world, site) = await GivenAsync(on, cap: 20);
        var hold = await world.HoldAsync(site, 20);
        await Refused.WithAsync(RefusalCode.SiteCapReached, () => world.HoldAsync(site, 1));

        await world.CaptureAsync(site, hold, 5);

        await world.SpendAsync(site, 15);
        await Refused.WithAsync(RefusalCode.SiteCapReached, () => world.SpendAsync(site, 1));
        Assert.Equal(20, (await LimitsAsync(world, site)).Used);
    }

    [SkippableTheory, EachDatabase]
    public async Task What_returns_from_last_month_frees_nothing(Provider on)
    {
        var (world, site) = await GivenAsync(on, cap: 20);
        world.Time.AdjustTime(LateInJuly);
        var held = await world.Holding.PlaceAsync(
            site.Id, new("run", World.AnyFeature, 8, ExpiresInSeconds: 86_400), default);
        var spent = await world.SpendAsync(site, 6);
        world.Time.Advance(TimeSpan.FromMinutes(20));
        var again = await world.SpendAsync(site, 10);
        await world.Holding.ReleaseAsync(site.Id, held.Value.HoldId, default);
        await GiveBackAsync(world, site, spent.Value.TransactionId);
        await GiveBackAsync(world, site, again.Value.TransactionId, credits: 1);
        Assert.Equal(new SiteLimits(20, false, 9), await LimitsAsync(world, site));

        await LimitAsync(world, site, cap: 20);

        await Refused.WithAsync(RefusalCode.SiteCapReached, () => world.SpendAsync(site, 12));
        await world.SpendAsync(site, 11);
        var shown = Assert.Single((await world.Get<SiteQueries>().ReadAsync(
            new Viewer(site.License.OwnerId), default)).Sites).Limits;
        Assert.Equal((new SiteLimits(20, false, 20), shown), (shown, await LimitsAsync(world, site)));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_first_cap_does_not_count_what_returned_from_last_month(Provider on)
    {
        var (world, site) = await GivenAsync(on, domain: 5);
        world.Time.AdjustTime(LateInJuly);
        var held = await world.Holding.PlaceAsync(
            site.Id, new("run", World.AnyFeature, 8, ExpiresInSeconds: 86_400), default);
        var spent = await world.SpendAsync(site, 6);
        world.Time.Advance(TimeSpan.FromMinutes(20));
        var run = await world.HoldAsync(site, 12);
        await world.HoldAsync(site, 2);
        await world.Holding.ReleaseAsync(site.Id, held.Value.HoldId, default);
        await world.CaptureAsync(site, run, 4);
        await GiveBackAsync(world, site, spent.Value.TransactionId);

        await LimitAsync(world, site, cap: 20);

        Assert.Equal(new SiteLimits(20, false, 6), await LimitsAsync(world, site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Under_parallel_load_the_cap_is_met_exactly(Provider on)
    {
        var (world, site) = await GivenAsync(on, cap: 300);
        var other = await world.SiteAsync(site.License);

        await Concurrently.AtOnceAsync(32, async caller =>
        {
            var paid = 0;
            for (var i = 0; i < 6; i++)
                if (await Refused.OrDoneAsync(
                    RefusalCode.SiteCapReached, () => world.SpendAsync(caller % 4 == 0 ? other : site, 3)))
                    paid++;
            return paid;
        });

        Assert.Equal(new SiteLimits(300, false, 300), await LimitsAsync(world, site));
        Assert.Equal(1_000 - 300 - 8 * 6 * 3, await world.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refused_spend_leaves_its_key_unused(Provider on)
    {
        var (world, site) = await GivenAsync(on, cap: 5);
        await Refused.WithAsync(RefusalCode.SiteCapReached, () => world.SpendAsync(site, 6, "key"));

        await LimitAsync(world, site, cap: null);

        Assert.False((await world.SpendAsync(site, 6, "key")).IsReplay);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_paused_site_uses_nothing_until_it_is_resumed(Provider on)
    {
        var (world, site) = await GivenAsync(on, domain: 100);
        await LimitAsync(world, site, cap: null, isPaused: true);
        await Refused.WithAsync(RefusalCode.SitePaused, () => world.SpendAsync(site, 1));
        await Refused.WithAsync(RefusalCode.SitePaused, () => world.HoldAsync(site, 1));

        await LimitAsync(world, site, cap: null);

        await world.SpendAsync(site, 1);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_schema_refuses_use_above_the_limit(Provider on)
    {
        var (world, site) = await GivenAsync(on, cap: 20);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            world.SqlAsync($"""UPDATE "SiteLimits" SET "Used" = 21 WHERE "SiteId" = {site.Id}"""));
    }

    private async Task<(World World, TestSite Site)> GivenAsync(Provider on, long? cap = null, long domain = 0)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 1_000, domain: domain);
        if (cap is not null)
            await LimitAsync(world, site, cap);
        return (world, site);
    }

    private static Task GiveBackAsync(World world, TestSite site, Guid spendId, long? credits = null) =>
        world.Get<GivingBack>().GiveBackAsync(site.Id, spendId, $"back:{spendId}", credits, default);

    private static Task LimitAsync(World world, TestSite site, long? cap, bool isPaused = false) =>
        world.Get<SiteSettings>().LimitAsync(site.Id, site.License.Id, cap, isPaused, default);

    private static Task<SiteLimits> LimitsAsync(World world, TestSite site) =>
        world.Get<SiteSettings>().ReadAsync(site.Id, site.License.Id, default);
}
