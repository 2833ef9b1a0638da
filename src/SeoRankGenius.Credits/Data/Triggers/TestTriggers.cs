namespace SeoRankGenius.Credits.Data.Triggers;

/// <summary>
/// Test credits stay apart from real ones, for both databases: a transaction touches test pools or others, a test pool
/// is only granted and used, and no purchase goes to one.
/// </summary>
internal static class TestTriggers
{
    private const string Kinds = "'Grant', 'Spend', 'SpendReturned', 'HoldPlaced', 'HoldReturned'";

    public static readonly string[] Sqlite =
    [
        // One earlier entry of the transaction stands for all: each of them was compared in the same way.
        $"""
        CREATE TRIGGER "{TriggerNames.TestCreditsStayApart}" BEFORE INSERT ON "LedgerEntries"
        WHEN (SELECT p."IsTest" FROM "LedgerEntries" e JOIN "Pools" p ON p."Id" = e."PoolId"
                WHERE e."TransactionId" = NEW."TransactionId" LIMIT 1)
                <> (SELECT "IsTest" FROM "Pools" WHERE "Id" = NEW."PoolId")
            OR ((SELECT "IsTest" FROM "Pools" WHERE "Id" = NEW."PoolId") = 1
                AND (SELECT "Kind" FROM "LedgerTransactions" WHERE "Id" = NEW."TransactionId") NOT IN ({Kinds}))
        BEGIN SELECT RAISE(ABORT, 'Test credits stay apart from real ones.'); END
        """,
        .. Purchase("INSERT"),
        .. Purchase("UPDATE"),
    ];

    public static readonly string[] SqlServer =
    [
        $"""
        CREATE TRIGGER [{TriggerNames.TestCreditsStayApart}] ON [LedgerEntries] AFTER INSERT AS
        BEGIN
            SET NOCOUNT ON;
            IF EXISTS (
                SELECT 1 FROM inserted i
                JOIN [Pools] p ON p.[Id] = i.[PoolId]
                JOIN [LedgerTransactions] t ON t.[Id] = i.[TransactionId]
                WHERE (p.[IsTest] = 1 AND t.[Kind] NOT IN ({Kinds}))
                    OR EXISTS (
                        SELECT 1 FROM [LedgerEntries] e JOIN [Pools] o ON o.[Id] = e.[PoolId]
                        WHERE e.[TransactionId] = i.[TransactionId] AND o.[IsTest] <> p.[IsTest]))
                THROW 51000, 'Test credits stay apart from real ones.', 1;
        END
        """,
        $"""
        CREATE TRIGGER [{TriggerNames.TestSiteBuysNothing}] ON [Purchases] AFTER INSERT, UPDATE AS
        BEGIN
            SET NOCOUNT ON;
            IF EXISTS (
                SELECT 1 FROM inserted i JOIN [Pools] p ON p.[Id] = i.[SiteId]
                WHERE i.[Pool] = N'Domain' AND p.[IsTest] = 1)
                THROW 51000, 'A test site has no Domain Credits.', 1;
        END
        """,
    ];

    private static IEnumerable<string> Purchase(string change) =>
    [
        $"""
        CREATE TRIGGER "{TriggerNames.TestSiteBuysNothing}_{change}" BEFORE {change} ON "Purchases"
        WHEN NEW."Pool" = 'Domain' AND (SELECT "IsTest" FROM "Pools" WHERE "Id" = NEW."SiteId") = 1
        BEGIN SELECT RAISE(ABORT, 'A test site has no Domain Credits.'); END
        """,
    ];
}
