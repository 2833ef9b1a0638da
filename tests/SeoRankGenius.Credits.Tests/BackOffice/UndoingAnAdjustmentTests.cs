using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

public sealed class UndoingAnAdjustmentTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task Another_adjustment_names_it(Provider on)
    {
        var (world, site, admin) = await GivenAsync(on);
        var first = (await world.AdjustAsync(admin, site.Adjust(site.Id, 150))).TransactionId!.Value;

        var undo = (await world.AdjustAsync(admin, site.Undo(first))).TransactionId!.Value;

        Assert.Equal(1_370, await world.BalanceAsync(site.Id));
        Assert.Equal(first, await world.ReadAsync(db =>
            db.LedgerTransactions.Where(row => row.Id == undo).Select(row => row.ReversesId).SingleAsync()));
    }

    [SkippableTheory, EachDatabase]
    public async Task Both_pools_of_a_move_go_back(Provider on)
    {
        var (world, site, admin) = await GivenAsync(on);
        var move = (await world.AdjustAsync(admin, site.Move(site.License.Id, site.Id, 500))).TransactionId!.Value;

        await world.AdjustAsync(admin, site.Undo(move));

        Assert.Equal(new(Shared: 3_450, Domain: 1_370), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task It_happens_once(Provider on)
    {
        var (world, site, admin) = await GivenAsync(on);
        var first = (await world.AdjustAsync(admin, site.Adjust(site.Id, 150))).TransactionId!.Value;
        await world.AdjustAsync(admin, site.Undo(first));

        await Refused.WithAsync(
            RefusalCode.AlreadyUndone, () => world.AdjustAsync(admin, site.Undo(first)));

        Assert.Equal(1_370, await world.BalanceAsync(site.Id));
    }

    [SkippableTheory, EachDatabase]
    [Trait(ServerNeeds.Trait, ServerNeeds.RowLocks)]
    public async Task Two_admins_at_once_undo_it_once(Provider on)
    {
        on.Needs(ServerNeeds.RowLocks);
        var (world, site, admin) = await GivenAsync(on);
        await using var other = world.AnotherInstance();
        var first = (await world.AdjustAsync(admin, site.Adjust(site.Id, 150))).TransactionId!.Value;

        var done = await Concurrently.AtOnceAsync(10, caller => Refused.OrDoneAsync(
            RefusalCode.AlreadyUndone,
            () => (caller % 2 == 0 ? world : other).AdjustAsync(admin, site.Undo(first))));

        Assert.Single(done, true);
        Assert.Equal(1_370, await world.BalanceAsync(site.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_was_spent_meanwhile_cannot_be_taken_back(Provider on)
    {
        var (world, site, admin) = await GivenAsync(on);
        var first = (await world.AdjustAsync(admin, site.Adjust(site.Id, 150))).TransactionId!.Value;
        await world.SpendAsync(site, 1_500);

        await Refused.WithAsync(
            RefusalCode.InsufficientCredits, () => world.AdjustAsync(admin, site.Undo(first)));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_is_no_adjustment_is_not_undone(Provider on)
    {
        var (world, site, admin) = await GivenAsync(on);
        var spend = (await world.SpendAsync(site, 10)).Value.TransactionId;

        await Refused.WithAsync(RefusalCode.NotFound, () => world.AdjustAsync(admin, site.Undo(spend)));
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_licenses_adjustment_is_not_undone(Provider on)
    {
        var (world, site, admin) = await GivenAsync(on);
        var other = await world.SiteAsync();
        var first = (await world.AdjustAsync(admin, site.Adjust(site.Id, 150))).TransactionId!.Value;

        await Refused.WithAsync(RefusalCode.NotFound, () => world.AdjustAsync(admin, other.Undo(first)));
    }

    private async Task<(World, TestSite, Actor)> GivenAsync(Provider on)
    {
        var world = await WorldAsync(on);
        return (world, await world.SiteAsync(shared: 3_450, domain: 1_370), await world.AdminAsync());
    }
}
