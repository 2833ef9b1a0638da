using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Ledger;

public sealed class VerifyingTheLedgerTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_sound_ledger_has_counts_to_show(Provider on)
    {
        var (world, _) = await GivenAsync(on);

        var verification = await world.VerifyAsync();

        Assert.Empty(verification.Discrepancies);
        Assert.Equal(
            ["pools 2", "transactions 3", "entries 4", "purchases 0"],
            verification.Counts.Select(count => FormattableString.Invariant($"{count.Key} {count.Value}")));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_balance_that_is_not_the_sum_is_found(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.UnguardedAsync($"""UPDATE "Pools" SET "Balance" = 7 WHERE "Id" = {site.License.Id}""");

        await FoundAsync(world, $"Pool {site.License.Id} has a balance of 7, but its entries add up to 3320.");
    }

    [SkippableTheory, EachDatabase]
    public async Task A_sequence_that_is_not_the_count_is_found(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.UnguardedAsync($"""UPDATE "Pools" SET "Sequence" = 7 WHERE "Id" = {site.Id}""");

        await FoundAsync(world, $"Pool {site.Id} is at sequence 7, but has 2 entries up to 2.");
    }

    [SkippableTheory, EachDatabase]
    public async Task A_running_balance_that_does_not_follow_is_found(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.UnguardedAsync(
            $"""UPDATE "LedgerEntries" SET "BalanceAfter" = 9 WHERE "PoolId" = {site.Id} AND "Sequence" = 2""");

        await FoundAsync(world, $"Entry 2 of pool {site.Id} says 9 after it; from the one before follow 0.");
    }

    [SkippableTheory, EachDatabase]
    public async Task A_gap_is_found(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.UnguardedAsync(
            $"""UPDATE "LedgerEntries" SET "Sequence" = 5 WHERE "PoolId" = {site.Id} AND "Sequence" = 2""");

        await FoundAsync(
            world,
            $"Pool {site.Id} is at sequence 2, but has 2 entries up to 5.",
            $"Pool {site.Id} goes on with entry 5 where 2 should be.");
    }

    [SkippableTheory, EachDatabase]
    public async Task A_pool_below_zero_is_found(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.UnguardedAsync($"""UPDATE "Pools" SET "Balance" = -3 WHERE "Id" = {site.Id}""");

        await FoundAsync(
            world,
            $"Pool {site.Id} has a balance of -3, but its entries add up to 0.",
            $"Pool {site.Id} is below zero: -3.");
    }

    [SkippableTheory, EachDatabase]
    public async Task An_entry_below_zero_is_found(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.UnguardedAsync(
            $"""
            UPDATE "LedgerEntries" SET "Credits" = -1371, "BalanceAfter" = -1
            WHERE "PoolId" = {site.Id} AND "Sequence" = 2
            """);

        await FoundAsync(
            world,
            $"Pool {site.Id} has a balance of 0, but its entries add up to -1.",
            $"Entry 2 left pool {site.Id} below zero: -1.");
    }

    [SkippableTheory, EachDatabase]
    public async Task A_transaction_without_entries_is_found(Provider on)
    {
        var (world, site) = await GivenAsync(on);
        var grantId = (await world.EntriesAsync(site.Id))[0].TransactionId;
        var spendId = (await world.EntriesAsync(site.Id))[1].TransactionId;

        await world.UnguardedAsync($"""UPDATE "LedgerEntries" SET "TransactionId" = {spendId} """);

        Assert.Contains($"Transaction {grantId} has no entry.", (await world.VerifyAsync()).Discrepancies);
    }

    [SkippableTheory, EachDatabase]
    public async Task Entries_of_a_pool_that_is_gone_are_found(Provider on)
    {
        var (world, site) = await GivenAsync(on);

        await world.UnguardedAsync($"""DELETE FROM "Pools" WHERE "Id" = {site.Id}""");

        await FoundAsync(world, $"There are entries of pool {site.Id}, but no such pool.");
    }

    [SkippableTheory, EachDatabase]
    public async Task At_most_a_hundred_of_a_kind_are_listed(Provider on)
    {
        var (world, site) = await GivenAsync(on);
        await Concurrently.AtOnceAsync(101, _ => world.SpendAsync(site, 1));

        await world.UnguardedAsync($"""UPDATE "LedgerEntries" SET "BalanceAfter" = "BalanceAfter" + "Sequence" """);

        Assert.Equal(100, (await world.VerifyAsync()).Discrepancies.Count);
    }

    private async Task<(World World, TestSite Site)> GivenAsync(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 3_450, domain: 1_370);
        await world.SpendAsync(site, 1_500);
        return (world, site);
    }

    private static async Task FoundAsync(World world, params string[] sentences) =>
        Assert.Equal(sentences, (await world.VerifyAsync()).Discrepancies);
}
