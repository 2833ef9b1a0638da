using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Usage;

public sealed class SpendingAtOnceTests : WorldTests
{
    // 4,820 credits pay for 321 actions of 15 and leave 5.
    private const int Callers = 64, SpendsEach = 6, Affordable = 321;

    [SkippableTheory, EachDatabase]
    public async Task Sixty_four_callers_get_exactly_what_there_is(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        var paid = await Concurrently.AtOnceAsync(Callers, _ => SpendAsync(world, site, SpendsEach));

        Assert.Equal(Affordable, paid.Sum());
        Assert.Equal(new(Shared: 5, Domain: 0), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    [Trait(ServerNeeds.Trait, ServerNeeds.RowLocks)]
    public async Task Two_instances_get_exactly_what_there_is(Provider on)
    {
        on.Needs(ServerNeeds.RowLocks);
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        var paid = await Concurrently.AtOnceAsync(
            Callers, caller => SpendAsync(caller % 2 == 0 ? world : other, site, SpendsEach));

        Assert.Equal(Affordable, paid.Sum());
        Assert.Equal(new(Shared: 5, Domain: 0), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Sites_that_share_a_pool_get_exactly_what_there_is(Provider on)
    {
        var world = await WorldAsync(on);
        var agency = await world.SiteAsync(shared: 3_455);
        var bakery = await world.SiteAsync(agency.License);
        await world.GrantAsync(bakery.Id, 250);
        var yoga = await world.SiteAsync(agency.License);
        TestSite[] sites = [agency, bakery, yoga];

        await Concurrently.AtOnceAsync(Callers, caller => SpendAsync(world, sites[caller % 3], SpendsEach));

        // 247 spends of 15: one of them takes the bakery's last 10 Domain Credits and 5 shared ones.
        Assert.Equal(0, await world.BalanceAsync(agency.License.Id));
    }

    private static async Task<int> SpendAsync(World world, TestSite site, int times)
    {
        var paid = 0;
        for (var i = 0; i < times; i++)
            if (await Refused.OrDoneAsync(RefusalCode.InsufficientCredits, () => world.SpendAsync(site, 15)))
                paid++;
        return paid;
    }
}
