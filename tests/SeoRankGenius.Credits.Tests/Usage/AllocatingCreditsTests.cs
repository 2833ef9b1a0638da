using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Licensing.Members;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Usage;

/// <summary>Shared Credits that an owner gives to a site.</summary>
public sealed class AllocatingCreditsTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task Shared_credits_become_the_sites_own(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await TransferAsync(world, site, 30);

        Assert.Equal(new(Shared: 70, Domain: 35), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_repeated_request_moves_them_once(Provider on)
    {
        var (world, site) = await GivenAsync(on);
        var id = Guid.NewGuid();

        await TransferAsync(world, site, 30, id);
        await TransferAsync(world, site, 30, id);

        Assert.Equal(new(Shared: 70, Domain: 35), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_ledger_tells_a_manager_from_the_owner(Provider on)
    {
        var (world, site) = await GivenAsync(on);
        var manager = await world.OwnerAsync();
        await world.WriteAsync(async db =>
        {
            var member = Member.Of(site.License.Id, manager);
            member.Invite(AccountRole.Manager, "code", world.Time.Now);
            member.Join(world.Time.Now);
            db.Members.Add(member);
            await db.SaveChangesAsync();
        });

        await TransferAsync(world, site, 30);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.Get<SiteSettings>().TransferAsync(
            new Viewer(manager, Right: Right.Manage), site.Id, Guid.NewGuid(), 5, default);

        Assert.Equal(
            [$"owner:{site.License.OwnerId:N}", $"member:{manager:N}"],
            await world.ReadAsync(db => db.LedgerTransactions.Where(row => row.Kind == TransactionKind.Transfer)
                .OrderBy(row => row.At).Select(row => row.Actor).ToListAsync()));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_id_of_another_transfer_is_refused(Provider on)
    {
        var (world, site) = await GivenAsync(on);
        var sibling = await world.SiteAsync(site.License);
        var id = Guid.NewGuid();
        await TransferAsync(world, site, 30, id);

        await Refused.WithAsync(RefusalCode.IdempotencyKeyReused, () => TransferAsync(world, site, 31, id));
        await Refused.WithAsync(RefusalCode.IdempotencyKeyReused, () => TransferAsync(world, sibling, 30, id));

        Assert.Equal(new(Shared: 70, Domain: 35), await world.BalancesAsync(site));
        Assert.Equal(0, await world.BalanceAsync(sibling.Id));
    }

    [SkippableTheory]
    [EachDatabase(101L, nameof(RefusalCode.InsufficientCredits))]
    [EachDatabase(0L, nameof(RefusalCode.InvalidRequest))]
    [EachDatabase(-5L, nameof(RefusalCode.InvalidRequest))]
    public async Task Other_amounts_are_refused(Provider on, long credits, string code)
    {
        var (world, site) = await GivenAsync(on);

        await Refused.WithAsync(Enum.Parse<RefusalCode>(code), () => TransferAsync(world, site, credits));

        Assert.Equal(new(Shared: 100, Domain: 5), await world.BalancesAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_owner_moves_nothing(Provider on)
    {
        var (world, site) = await GivenAsync(on);
        var stranger = await world.OwnerAsync();

        await Refused.WithAsync(RefusalCode.NotFound, () => world.Get<SiteSettings>()
            .TransferAsync(new Viewer(stranger), site.Id, Guid.NewGuid(), 5, default));
        await Refused.WithAsync(RefusalCode.NotFound, () => world.Get<SiteSettings>()
            .TransferAsync(new Viewer(site.License.OwnerId, site.Id), site.Id, Guid.NewGuid(), 5, default));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_schema_refuses_a_transfer_back(Provider on)
    {
        var (world, site) = await GivenAsync(on);
        var id = Guid.NewGuid();
        await world.SqlAsync($"""
            INSERT INTO "LedgerTransactions" ("Id", "Kind", "Cause", "Actor", "At")
            VALUES ({id}, 'Transfer', 'transfer:back', 'system', {world.Time.GetUtcNow().UtcDateTime})
            """);
        world.IsBroken = true;

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => world.SqlAsync($"""
            INSERT INTO "LedgerEntries" ("PoolId", "Sequence", "TransactionId", "Credits", "BalanceAfter")
            VALUES ({site.Id}, 2, {id}, -5, 0)
            """));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => world.SqlAsync($"""
            INSERT INTO "LedgerEntries" ("PoolId", "Sequence", "TransactionId", "Credits", "BalanceAfter")
            VALUES ({site.License.Id}, 2, {id}, 5, 105)
            """));
    }

    private async Task<(World World, TestSite Site)> GivenAsync(Provider on)
    {
        var world = await WorldAsync(on);
        return (world, await world.SiteAsync(shared: 100, domain: 5));
    }

    private static Task TransferAsync(World world, TestSite site, long credits, Guid? id = null) =>
        world.Get<SiteSettings>().TransferAsync(
            new Viewer(site.License.OwnerId), site.Id, id ?? Guid.NewGuid(), credits, default);
}
