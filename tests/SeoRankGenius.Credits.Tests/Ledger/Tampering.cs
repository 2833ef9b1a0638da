namespace SeoRankGenius.Credits.Tests.Ledger;

/// <summary>
/// Statements that both databases refuse, in the SQL of both. <c>@pool</c> is a pool with two entries, 1,370 and then
/// 30 more; <c>@transaction</c> is the first one's.
/// </summary>
internal static class Tampering
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["an entry's credits"] = """UPDATE "LedgerEntries" SET "Credits" = 9 WHERE "PoolId" = @pool""",
        ["an entry's balance"] = """UPDATE "LedgerEntries" SET "BalanceAfter" = 9 WHERE "PoolId" = @pool""",
        ["an entry removed"] = """DELETE FROM "LedgerEntries" WHERE "PoolId" = @pool AND "Sequence" = 2""",
        ["a transaction's note"] = """UPDATE "LedgerTransactions" SET "Note" = 'x' WHERE "Id" = @transaction""",
        ["a transaction removed"] = """DELETE FROM "LedgerTransactions" WHERE "Id" = @transaction""",
        ["a balance below zero"] = """UPDATE "Pools" SET "Balance" = -1 WHERE "Id" = @pool""",
        ["a balance without an entry"] = """UPDATE "Pools" SET "Balance" = "Balance" + 1 WHERE "Id" = @pool""",
        ["a pool emptied"] = """UPDATE "Pools" SET "Balance" = 0, "Sequence" = 0 WHERE "Id" = @pool""",
        ["a negative sequence"] = """UPDATE "Pools" SET "Sequence" = -1 WHERE "Id" = @pool""",
        ["a sequence ahead"] = """UPDATE "Pools" SET "Sequence" = "Sequence" + 1 WHERE "Id" = @pool""",
        ["a pool set back to an earlier entry"] =
            """UPDATE "Pools" SET "Balance" = 1370, "Sequence" = 1 WHERE "Id" = @pool""",
        ["a pool of another site"] = """UPDATE "Pools" SET "SiteId" = @transaction WHERE "Id" = @pool""",
        ["a pool of another kind"] = """UPDATE "Pools" SET "Kind" = 'Shared' WHERE "Id" = @pool""",
        ["a pool removed"] = """DELETE FROM "Pools" WHERE "Id" = @pool""",
        ["an entry of nothing"] = Entry(3, 0, 1_400),
        ["an entry below zero"] = Entry(3, -1_401, -1),
        ["an entry with a wrong sum"] = Entry(3, 5, 1_406),
        ["an entry that repeats a sequence"] = Entry(2, 5, 1_375),
        ["an entry that skips a sequence"] = Entry(4, 5, 1_405),
        ["an entry before the first"] = Entry(0, 5, 5),
        ["an unknown kind"] = Transaction("Gift", "grant:gift"),
        ["a cause again"] = Transaction("Grant", "grant:opening"),
    };

    private static string Entry(long sequence, long credits, long after) =>
        $"""
        INSERT INTO "LedgerEntries" ("PoolId", "Sequence", "TransactionId", "Credits", "BalanceAfter")
        VALUES (@pool, {sequence}, @transaction, {credits}, {after})
        """;

    private static string Transaction(string kind, string cause) =>
        $"""
        INSERT INTO "LedgerTransactions" ("Id", "Kind", "Cause", "Actor", "At")
        VALUES (@pool, '{kind}', '{cause}', 'system', '2026-01-01 00:00:00')
        """;
}
