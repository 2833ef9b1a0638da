using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Licensing.TestSites;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Licensing;

/// <summary>However many test sites a license connects and removes, it gets 500 test credits a day.</summary>
public sealed class TestCreditsOfALicenseTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task Removed_ones_of_today_count_however_old_they_are(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);
        for (var number = 1; number < TestCredits.MostSites; number++)
            await world.SiteAsync(site.License, $"shop-{number}.test");
        world.Time.Advance(TimeSpan.FromDays(3));
        await world.Get<SiteActivation>().DeactivateAsync(site.Id, default);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.SiteAsync(site.License, "more.test"));
        var again = await world.ActivateAsync(site.License.Key, site.Domain);

        Assert.Equal(RefusalCode.SiteLimitReached, refusal.Code);
        Assert.Equal((site.Id, true), (again.SiteId, again.IsNew));
    }

    [SkippableTheory, EachDatabase]
    public async Task All_of_a_license_get_500_a_day_together(Provider on)
    {
        var (world, first) = await TestSiteAsync(on);
        var second = await world.SiteAsync(first.License, "second.test");
        var ofAnother = await world.SiteAsync(await world.LicenseAsync(), "second.test");
        Assert.Equal((500, 0, 500), await BalancesAsync());
        await world.SpendAsync(first, 500);

        world.Time.Advance(TimeSpan.FromDays(1));
        await world.Get<TestCredits>().RefillAsync(default);
        await world.Get<TestCredits>().RefillAsync(default);

        // Which of the two gets them is not defined.
        var (one, two, another) = await BalancesAsync();
        Assert.Equal([0, 500, 500], new[] { one, two, another }.Order());

        async Task<(long, long, long)> BalancesAsync() => (
            await world.BalanceAsync(first.Id), await world.BalanceAsync(second.Id),
            await world.BalanceAsync(ofAnother.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refill_is_what_the_license_has_left(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);
        await world.SpendAsync(site, 120);
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.Get<TestCredits>().RefillAsync(default);

        var second = await world.SiteAsync(site.License, "second.test");

        Assert.Equal((500, 380), (await world.BalanceAsync(site.Id), await world.BalanceAsync(second.Id)));
    }

    [SkippableTheory, EachDatabase]
    public async Task Removing_and_connecting_again_brings_no_more(Provider on)
    {
        var (world, site) = await TestSiteAsync(on);
        world.Time.Advance(TimeSpan.FromDays(2));
        await world.SpendAsync(site, 500);
        await world.Get<SiteActivation>().DeactivateAsync(site.Id, default);
        world.Time.Advance(TimeSpan.FromDays(1));

        await world.ActivateAsync(site.License.Key, site.Domain);
        await world.SpendAsync(site, 500);
        await world.Get<SiteActivation>().DeactivateAsync(site.Id, default);
        var other = await world.SiteAsync(site.License, "other.test");
        await world.ActivateAsync(site.License.Key, site.Domain);
        await world.Get<TestCredits>().RefillAsync(default);

        Assert.Equal((0, 0), (await world.BalanceAsync(site.Id), await world.BalanceAsync(other.Id)));
    }

    [SkippableTheory, EachDatabase]
    public async Task Connected_at_once_they_get_500_together(Provider on)
    {
        var world = await WorldAsync(on);
        var license = await world.LicenseAsync();

        var sites = await Concurrently.AtOnceAsync(4, number => world.SiteAsync(license, $"shop-{number}.test"));

        var balances = new List<long>();
        foreach (var site in sites)
            balances.Add(await world.BalanceAsync(site.Id));
        Assert.Equal([0, 0, 0, 500], balances.Order());
    }

    private async Task<(World World, TestSite Site)> TestSiteAsync(Provider on)
    {
        var world = await WorldAsync(on);
        return (world, await world.SiteAsync(await world.LicenseAsync(), "staging.northwind-agency.com"));
    }
}
