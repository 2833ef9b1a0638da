using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

/// <summary>The wrong pool was bought.</summary>
public sealed class MovingCreditsTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task Credits_go_from_one_pool_to_the_other(Provider on)
    {
        var (world, site, admin) = await GivenAsync(on);

        await world.AdjustAsync(admin, site.Move(site.License.Id, site.Id, 1_000));

        Assert.Equal(new(Shared: 2_450, Domain: 2_370), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Both_entries_are_of_one_transaction(Provider on)
    {
        var (world, site, admin) = await GivenAsync(on);

        await world.AdjustAsync(admin, site.Move(site.License.Id, site.Id, 1_000));

        Assert.Equal(
            (await world.EntriesAsync(site.Id))[^1].TransactionId,
            (await world.EntriesAsync(site.License.Id))[^1].TransactionId);
    }

    [SkippableTheory, EachDatabase]
    public async Task More_than_there_is_moves_nothing(Provider on)
    {
        var (world, site, admin) = await GivenAsync(on);

        await Refused.WithAsync(
            RefusalCode.InsufficientCredits,
            () => world.AdjustAsync(admin, site.Move(site.Id, site.License.Id, 1_371)));

        Assert.Equal(new(Shared: 3_450, Domain: 1_370), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task To_the_same_pool_is_refused(Provider on)
    {
        var (world, site, admin) = await GivenAsync(on);

        var no = await Refused.WithAsync(
            RefusalCode.InvalidRequest, () => world.AdjustAsync(admin, site.Move(site.Id, site.Id, 10)));

        Assert.Equal([nameof(AdjustmentInput.ToPoolId)], ((Dictionary<string, string[]>)no.Facts["errors"]).Keys);
    }

    [SkippableTheory, EachDatabase]
    [Trait(ServerNeeds.Trait, ServerNeeds.RowLocks)]
    public async Task Back_and_forth_at_once_no_credit_is_lost(Provider on)
    {
        on.Needs(ServerNeeds.RowLocks);
        var (world, site, admin) = await GivenAsync(on);
        await using var other = world.AnotherInstance();

        await Concurrently.AtOnceAsync(20, caller => (caller % 2 == 0 ? world : other).AdjustAsync(
            admin,
            caller % 4 < 2 ? site.Move(site.License.Id, site.Id, 10) : site.Move(site.Id, site.License.Id, 10)));

        Assert.Equal(new(Shared: 3_450, Domain: 1_370), await world.BalancesAsync(site));
    }

    private async Task<(World, TestSite, Actor)> GivenAsync(Provider on)
    {
        var world = await WorldAsync(on);
        return (world, await world.SiteAsync(shared: 3_450, domain: 1_370), await world.AdminAsync());
    }
}
