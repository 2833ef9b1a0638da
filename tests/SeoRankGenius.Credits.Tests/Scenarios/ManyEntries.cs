using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>A long history, made faster than by operations.</summary>
public static class ManyEntries
{
    private const string Transaction =
        """
        INSERT INTO "LedgerTransactions" ("Id", "Kind", "Cause", "Actor", "At")
        VALUES (@p0, 'Spend', @p1, 'system', @p2)
        """;

    private const string Entry =
        """
        INSERT INTO "LedgerEntries" ("PoolId", "Sequence", "TransactionId", "Credits", "BalanceAfter")
        VALUES (@p0, @p1, @p2, @p3, @p4)
        """;

    private const string Pool = """UPDATE "Pools" SET "Sequence" = @p1, "Balance" = @p2 WHERE "Id" = @p0""";

    /// <summary>Adds so many entries to a pool, a credit in and out by turns, two of each transaction.</summary>
    public static Task ManyEntriesAsync(this World world, Guid poolId, int entries) => world.WriteAsync(async db =>
    {
        var pool = await db.Pools.AsNoTracking().SingleAsync(pool => pool.Id == poolId);
        var (id, balance) = (Guid.Empty, pool.Balance);
        for (var i = 1; i <= entries; i++)
        {
            var credits = i % 2 == 1 ? 1 : -1;
            if (credits == 1)
            {
                id = Guid.CreateVersion7(world.Time.GetUtcNow());
                db.Statements.Execute(Transaction, [id, $"spend:many:{id:N}", world.Time.Now]);
            }

            balance += credits;
            db.Statements.Execute(Entry, [poolId, pool.Sequence + i, id, credits, balance]);
        }

        db.Statements.Execute(Pool, [poolId, pool.Sequence + entries, balance]);
    });
}
