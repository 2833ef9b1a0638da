using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>What a test looks at afterwards.</summary>
public static class LedgerReading
{
    public static Task<long> BalanceAsync(this World world, Guid poolId) =>
        world.ReadAsync(db => db.Pools.Where(pool => pool.Id == poolId).Select(pool => pool.Balance).SingleAsync());

    public static async Task<Balances> BalancesAsync(this World world, TestSite site) =>
        new(await world.BalanceAsync(site.License.Id), await world.BalanceAsync(site.Id));

    /// <summary>A pool's entries in their order.</summary>
    public static Task<List<LedgerEntry>> EntriesAsync(this World world, Guid poolId) =>
        world.ReadAsync(db => db.LedgerEntries.AsNoTracking().Where(entry => entry.PoolId == poolId)
            .OrderBy(entry => entry.Sequence).ToListAsync());

    /// <summary>All pools, transactions, entries, answers and holds, a line each: equal when nothing changed.</summary>
    public static Task<List<string>> EverythingAsync(this World world) => world.ReadAsync(async db =>
    {
        var pools = await db.Pools.AsNoTracking().ToListAsync();
        var transactions = await db.LedgerTransactions.AsNoTracking().ToListAsync();
        var entries = await db.LedgerEntries.AsNoTracking().ToListAsync();
        var answers = await db.IdempotencyRecords.AsNoTracking().ToListAsync();
        var holds = await db.Holds.AsNoTracking().ToListAsync();
        return pools.Select(row => FormattableString.Invariant($"pool {row.Id} {row.Balance} {row.Sequence}"))
            .Concat(transactions.Select(row => FormattableString.Invariant(
                $"{row.Id} {row.Kind} {row.Cause} {row.At:O}")))
            .Concat(entries.Select(row => FormattableString.Invariant(
                $"{row.TransactionId} {row.PoolId} {row.Sequence} {row.Credits} {row.BalanceAfter}")))
            .Concat(answers.Select(row => FormattableString.Invariant(
                $"{row.SiteId} {row.Key} {row.RequestHash} {row.Body}")))
            .Concat(holds.Select(row => FormattableString.Invariant(
                $"hold {row.Id} {row.Held} {row.Status} {row.Captured}")))
            .Order(StringComparer.Ordinal).ToList();
    });
}
