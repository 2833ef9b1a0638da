namespace SeoRankGenius.Credits.Data.Triggers;

/// <summary>
/// The ledger rules that a CHECK can't express, for both databases: entries and transactions are append-only, an entry
/// continues the previous one, and a pool's balance equals that of its last entry.
/// </summary>
internal static class LedgerTriggers
{
    public static readonly string[] Sqlite =
    [
        .. AppendOnly.Sqlite("LedgerTransactions", TriggerNames.TransactionsAreAppendOnly),
        .. AppendOnly.Sqlite("LedgerEntries", TriggerNames.EntriesAreAppendOnly),
        // INSERT OR REPLACE deletes the old row without firing the trigger above.
        $"""
        CREATE TRIGGER "{TriggerNames.EntriesAreAppendOnly}_REPLACE" BEFORE INSERT ON "LedgerEntries"
        WHEN EXISTS (SELECT 1 FROM "LedgerEntries" WHERE "PoolId" = NEW."PoolId" AND "Sequence" = NEW."Sequence")
        BEGIN SELECT RAISE(ABORT, 'LedgerEntries is append-only.'); END
        """,
        $"""
        CREATE TRIGGER "{TriggerNames.EntryFollowsEntry}" BEFORE INSERT ON "LedgerEntries"
        WHEN NEW."BalanceAfter" - NEW."Credits" IS NOT CASE NEW."Sequence" WHEN 1 THEN 0 ELSE
            (SELECT "BalanceAfter" FROM "LedgerEntries"
             WHERE "PoolId" = NEW."PoolId" AND "Sequence" = NEW."Sequence" - 1) END
        BEGIN SELECT RAISE(ABORT, 'An entry follows the one before.'); END
        """,
        $"""
        CREATE TRIGGER "{TriggerNames.PoolFollowsEntry}" BEFORE UPDATE ON "Pools"
        WHEN NEW."Balance" IS NOT
            (SELECT "BalanceAfter" FROM "LedgerEntries" WHERE "PoolId" = NEW."Id" AND "Sequence" = NEW."Sequence")
            OR EXISTS (SELECT 1 FROM "LedgerEntries" WHERE "PoolId" = NEW."Id" AND "Sequence" = NEW."Sequence" + 1)
        BEGIN SELECT RAISE(ABORT, 'A balance is what its last entry says.'); END
        """,
        $"""
        CREATE TRIGGER "{TriggerNames.PoolFollowsEntry}_Insert" BEFORE INSERT ON "Pools"
        WHEN NEW."Balance" <> 0 OR NEW."Sequence" <> 0
        BEGIN SELECT RAISE(ABORT, 'A pool begins empty.'); END
        """,
        $"""
        CREATE TRIGGER "{TriggerNames.TransferGoesToASite}" BEFORE INSERT ON "LedgerEntries"
        WHEN (SELECT "Kind" FROM "LedgerTransactions" WHERE "Id" = NEW."TransactionId") = 'Transfer'
            AND (SELECT "Kind" FROM "Pools" WHERE "Id" = NEW."PoolId")
                IS NOT CASE WHEN NEW."Credits" < 0 THEN 'Shared' ELSE 'Domain' END
        BEGIN SELECT RAISE(ABORT, 'A transfer moves Shared Credits to a site.'); END
        """,
        .. TestTriggers.Sqlite,
    ];

    public static readonly string[] SqlServer =
    [
        AppendOnly.SqlServer("LedgerTransactions", TriggerNames.TransactionsAreAppendOnly),
        AppendOnly.SqlServer("LedgerEntries", TriggerNames.EntriesAreAppendOnly),
        $"""
        CREATE TRIGGER [{TriggerNames.EntryFollowsEntry}] ON [LedgerEntries] AFTER INSERT AS
        BEGIN
            SET NOCOUNT ON;
            IF EXISTS (
                SELECT 1 FROM inserted i
                LEFT JOIN [LedgerEntries] e ON e.[PoolId] = i.[PoolId] AND e.[Sequence] = i.[Sequence] - 1
                WHERE (i.[Sequence] = 1 AND i.[BalanceAfter] <> i.[Credits])
                   OR (i.[Sequence] > 1
                       AND (e.[BalanceAfter] IS NULL OR e.[BalanceAfter] + i.[Credits] <> i.[BalanceAfter])))
                THROW 51000, 'An entry follows the one before.', 1;
        END
        """,
        $"""
        CREATE TRIGGER [{TriggerNames.PoolFollowsEntry}] ON [Pools] AFTER INSERT, UPDATE AS
        BEGIN
            SET NOCOUNT ON;
            IF EXISTS (
                SELECT 1 FROM inserted i
                LEFT JOIN deleted d ON d.[Id] = i.[Id]
                LEFT JOIN [LedgerEntries] e ON e.[PoolId] = i.[Id] AND e.[Sequence] = i.[Sequence]
                LEFT JOIN [LedgerEntries] n ON n.[PoolId] = i.[Id] AND n.[Sequence] = i.[Sequence] + 1
                WHERE (d.[Id] IS NULL AND (i.[Balance] <> 0 OR i.[Sequence] <> 0))
                   OR (d.[Id] IS NOT NULL AND (e.[BalanceAfter] IS NULL OR e.[BalanceAfter] <> i.[Balance]
                       OR n.[Sequence] IS NOT NULL)))
                THROW 51000, 'A balance is what its last entry says.', 1;
        END
        """,
        $"""
        CREATE TRIGGER [{TriggerNames.TransferGoesToASite}] ON [LedgerEntries] AFTER INSERT AS
        BEGIN
            SET NOCOUNT ON;
            IF EXISTS (
                SELECT 1 FROM inserted i
                JOIN [LedgerTransactions] t ON t.[Id] = i.[TransactionId]
                JOIN [Pools] p ON p.[Id] = i.[PoolId]
                WHERE t.[Kind] = N'Transfer'
                    AND p.[Kind] <> CASE WHEN i.[Credits] < 0 THEN N'Shared' ELSE N'Domain' END)
                THROW 51000, 'A transfer moves Shared Credits to a site.', 1;
        END
        """,
        .. TestTriggers.SqlServer,
    ];
}
