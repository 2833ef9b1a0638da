using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Usage;

public sealed class SpendingCreditsTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task Domain_credits_go_first(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        var spent = await world.SpendAsync(site, 1_000);

        Assert.Equal(new Draw(Domain: 1_000, Shared: 0), spent.Value.Charged);
        Assert.Equal(new(Shared: 3_450, Domain: 370), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Shared_credits_follow_when_the_domain_pool_is_empty(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        var spent = await world.SpendAsync(site, 1_500);

        Assert.Equal(new Draw(Domain: 1_370, Shared: 130), spent.Value.Charged);
        Assert.Equal(new(Shared: 3_320, Domain: 0), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Everything_can_be_spent(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        await world.SpendAsync(site, 4_820);

        Assert.Equal(new(Shared: 0, Domain: 0), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_answer_tells_what_is_left(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        var spent = await world.SpendAsync(site, 1_500);

        Assert.Equal(await world.BalancesAsync(site), spent.Value.Balances);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_domain_pool_of_another_site_is_not_touched(Provider on)
    {
        var world = await WorldAsync(on);
        var agency = await world.SiteAsync(shared: 10, domain: 5);
        var bakery = await world.SiteAsync(agency.License);
        await world.GrantAsync(bakery.Id, 250);

        await Refused.WithAsync(RefusalCode.InsufficientCredits, () => world.SpendAsync(agency, 16));

        Assert.Equal(250, await world.BalanceAsync(bakery.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Sites_of_a_license_share_its_shared_pool(Provider on)
    {
        var world = await WorldAsync(on);
        var agency = await world.SiteAsync(shared: 3_450);
        var bakery = await world.SiteAsync(agency.License);

        await world.SpendAsync(bakery, 450);

        Assert.Equal(new(Shared: 3_000, Domain: 0), await world.BalancesAsync(agency));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_spend_is_one_transaction_over_both_pools(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        var spent = await world.SpendAsync(site, 1_500);

        var domain = (await world.EntriesAsync(site.Id))[^1];
        var shared = (await world.EntriesAsync(site.License.Id))[^1];
        Assert.Equal((spent.Value.TransactionId, -1_370), (domain.TransactionId, domain.Credits));
        Assert.Equal((spent.Value.TransactionId, -130), (shared.TransactionId, shared.Credits));
    }

    [SkippableTheory, EachDatabase]
    public async Task More_than_both_pools_hold_is_refused(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);

        var refusal = await Refused.WithAsync(
            RefusalCode.InsufficientCredits, () => world.SpendAsync(site, 4_830));

        Assert.Equal((4_830L, 4_820L), (refusal.Facts["required"], refusal.Facts["available"]));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refused_spend_changes_nothing(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);
        var before = await world.EverythingAsync();

        await Refused.WithAsync(RefusalCode.InsufficientCredits, () => world.SpendAsync(site, 4_830));

        Assert.Equal(before, await world.EverythingAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_site_that_does_not_exist_is_not_found(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450);

        await Refused.WithAsync(
            RefusalCode.NotFound, () => world.SpendAsync(site with { Id = Guid.NewGuid() }, 5));
    }
}
