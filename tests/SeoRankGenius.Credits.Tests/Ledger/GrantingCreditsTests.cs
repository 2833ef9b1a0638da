using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Ledger;

public sealed class GrantingCreditsTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_grant_is_in_its_pool(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync();

        await world.GrantAsync(site.Id, 1_370);

        Assert.Equal(new(Shared: 0, Domain: 1_370), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Each_entry_carries_the_next_sequence(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 1_000);

        await world.GrantAsync(site.License.Id, 2_450);

        Assert.Equal([1, 2], (await world.EntriesAsync(site.License.Id)).Select(entry => entry.Sequence));
    }

    [SkippableTheory, EachDatabase]
    public async Task Each_entry_carries_the_balance_after_it(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 1_000);

        await world.GrantAsync(site.License.Id, 2_450);

        Assert.Equal([1_000, 3_450], (await world.EntriesAsync(site.License.Id)).Select(entry => entry.BalanceAfter));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_cause_grants_once(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync();

        var first = await world.GrantAsync(site.Id, 1_370, "grant:opening");
        var second = await world.GrantAsync(site.Id, 1_370, "grant:opening");

        Assert.Equal((true, false), (first, second));
        Assert.Equal(1_370, await world.BalanceAsync(site.Id));
    }

    [SkippableTheory, EachDatabase]
    [Trait(ServerNeeds.Trait, ServerNeeds.RowLocks)]
    public async Task The_same_cause_from_two_instances_at_once_grants_once(Provider on)
    {
        on.Needs(ServerNeeds.RowLocks);
        var world = await WorldAsync(on);
        await using var other = world.AnotherInstance();
        var site = await world.SiteAsync();

        var granted = await Concurrently.AtOnceAsync(
            20, caller => (caller % 2 == 0 ? world : other).GrantAsync(site.Id, 1_370, "grant:opening"));

        Assert.Single(granted, true);
        Assert.Equal(1_370, await world.BalanceAsync(site.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task More_than_a_pool_can_count_is_not_granted(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(domain: 1_370);

        await Assert.ThrowsAsync<OverflowException>(() => world.GrantAsync(site.Id, long.MaxValue));

        Assert.Equal(1_370, await world.BalanceAsync(site.Id));
    }

    [SkippableTheory, EachDatabase(0L), EachDatabase(-5L)]
    public async Task Less_than_one_credit_is_not_granted(Provider on, long credits)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => world.GrantAsync(site.Id, credits));
    }
}
