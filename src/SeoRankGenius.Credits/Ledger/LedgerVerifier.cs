namespace SeoRankGenius.Credits.Ledger;

/// <summary>
/// Recalculates the ledger and reports violations of the rules that schema and code enforce. Reads only.
/// </summary>
public static class LedgerVerifier
{
    private static readonly Check[] Checks =
    [
        new(
            """
            SELECT p."Id", p."Sequence" AS "Number", p."Balance" AS "Found", COALESCE(e."Credits", 0) AS "Expected"
            FROM "Pools" p
            LEFT JOIN (SELECT "PoolId", SUM("Credits") AS "Credits" FROM "LedgerEntries" GROUP BY "PoolId") e
                ON e."PoolId" = p."Id"
            WHERE p."Balance" <> COALESCE(e."Credits", 0)
            """,
            pool => $"Pool {pool.Id} has a balance of {pool.Found}, but its entries add up to {pool.Expected}."),
        new(
            """
            SELECT p."Id", COALESCE(e."Last", 0) AS "Number", p."Sequence" AS "Found",
                COALESCE(e."Entries", 0) AS "Expected"
            FROM "Pools" p
            LEFT JOIN (SELECT "PoolId", CAST(COUNT(*) AS bigint) AS "Entries", MAX("Sequence") AS "Last"
                FROM "LedgerEntries" GROUP BY "PoolId") e
                ON e."PoolId" = p."Id"
            WHERE p."Sequence" <> COALESCE(e."Entries", 0) OR p."Sequence" <> COALESCE(e."Last", 0)
            """,
            pool => $"Pool {pool.Id} is at sequence {pool.Found}, but has {pool.Expected} entries "
                + $"up to {pool.Number}."),
        new(
            """
            SELECT e."PoolId" AS "Id", e."Sequence" AS "Number", e."BalanceAfter" AS "Found",
                e."Before" + e."Credits" AS "Expected"
            FROM (SELECT "PoolId", "Sequence", "Credits", "BalanceAfter",
                LAG("BalanceAfter", 1, 0) OVER (PARTITION BY "PoolId" ORDER BY "Sequence") AS "Before"
                FROM "LedgerEntries") e
            WHERE e."BalanceAfter" <> e."Before" + e."Credits"
            """,
            entry => $"Entry {entry.Number} of pool {entry.Id} says {entry.Found} after it; "
                + $"from the one before follow {entry.Expected}."),
        new(
            """
            SELECT e."PoolId" AS "Id", e."Sequence" AS "Number", e."Sequence" AS "Found", e."Before" + 1 AS "Expected"
            FROM (SELECT "PoolId", "Sequence",
                LAG("Sequence", 1, 0) OVER (PARTITION BY "PoolId" ORDER BY "Sequence") AS "Before"
                FROM "LedgerEntries") e
            WHERE e."Sequence" <> e."Before" + 1
            """,
            entry => $"Pool {entry.Id} goes on with entry {entry.Number} where {entry.Expected} should be."),
        new(
            """
            SELECT "Id", "Sequence" AS "Number", "Balance" AS "Found", "Balance" AS "Expected"
            FROM "Pools" WHERE "Balance" < 0
            """,
            pool => $"Pool {pool.Id} is below zero: {pool.Found}."),
        new(
            """
            SELECT "PoolId" AS "Id", "Sequence" AS "Number", "BalanceAfter" AS "Found", "Credits" AS "Expected"
            FROM "LedgerEntries" WHERE "BalanceAfter" < 0
            """,
            entry => $"Entry {entry.Number} left pool {entry.Id} below zero: {entry.Found}."),
        new(
            """
            SELECT DISTINCT e."PoolId" AS "Id", CAST(0 AS bigint) AS "Number", CAST(0 AS bigint) AS "Found",
                CAST(0 AS bigint) AS "Expected"
            FROM "LedgerEntries" e WHERE NOT EXISTS (SELECT 1 FROM "Pools" p WHERE p."Id" = e."PoolId")
            """,
            pool => $"There are entries of pool {pool.Id}, but no such pool."),
        new(
            """
            SELECT t."Id", CAST(0 AS bigint) AS "Number", CAST(0 AS bigint) AS "Found", CAST(0 AS bigint) AS "Expected"
            FROM "LedgerTransactions" t
            WHERE NOT EXISTS (SELECT 1 FROM "LedgerEntries" e WHERE e."TransactionId" = t."Id")
            """,
            transaction => $"Transaction {transaction.Id} has no entry."),
    ];

    /// <summary>
    /// Checks: every balance is the sum of its entries; every pool's sequence equals the count and the last number of
    /// its entries; sequences have no gaps; every running balance follows from the previous one; nothing is below zero;
    /// every transaction has an entry. Uses set-based queries, designed for ten million entries.
    /// </summary>
    public static async Task<Verification> VerifyAsync(CreditsDb db, CancellationToken cancellation) => new(
        [
            new("pools", await db.Pools.LongCountAsync(cancellation)),
            new("transactions", await db.LedgerTransactions.LongCountAsync(cancellation)),
            new("entries", await db.LedgerEntries.LongCountAsync(cancellation)),
        ],
        await Check.RunAsync(db, Checks, cancellation));
}
