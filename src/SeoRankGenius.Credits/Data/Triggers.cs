using Microsoft.EntityFrameworkCore.Migrations;

namespace SeoRankGenius.Credits.Data;

/// <summary>
/// The ledger's rules that a CHECK can't say, for both databases: entries and transactions are append-only, an entry
/// follows the one before, a balance is what its last entry says.
/// </summary>
internal static class Triggers
{
    public const string TransactionsAreAppendOnly = "TR_LedgerTransactions_AppendOnly";
    public const string EntriesAreAppendOnly = "TR_LedgerEntries_AppendOnly";
    public const string EntryFollowsEntry = "TR_LedgerEntries_Follows";
    public const string PoolFollowsEntry = "TR_Pools_FollowsEntry";
    public const string LastAdminStays = "TR_AspNetUserRoles_LastAdmin";
    public const string AuditIsAppendOnly = "TR_AuditRecords_AppendOnly";
    public const string DecidedStays = "TR_ApprovalRequests_DecidedStays";

    public static void CreateLedgerTriggers(this MigrationBuilder migration) => Create(migration, Sqlite, SqlServer);

    public static void CreateBackOfficeTriggers(this MigrationBuilder migration) =>
        Create(migration, BackOfficeTriggers.Sqlite, BackOfficeTriggers.SqlServer);

    public static void CreateAdminTriggers(this MigrationBuilder migration) =>
        Create(migration, AdminTriggers.Sqlite, AdminTriggers.SqlServer);

    private static void Create(MigrationBuilder migration, string[] sqlite, string[] sqlServer)
    {
        foreach (var sql in migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal) ? sqlite : sqlServer)
            migration.Sql(sql);
    }

    private static readonly string[] Sqlite =
    [
        .. SqliteAppendOnly("LedgerTransactions", TransactionsAreAppendOnly),
        .. SqliteAppendOnly("LedgerEntries", EntriesAreAppendOnly),
        // INSERT OR REPLACE deletes the old row without asking the trigger above.
        $"""
        CREATE TRIGGER "{EntriesAreAppendOnly}_REPLACE" BEFORE INSERT ON "LedgerEntries"
        WHEN EXISTS (SELECT 1 FROM "LedgerEntries" WHERE "PoolId" = NEW."PoolId" AND "Sequence" = NEW."Sequence")
        BEGIN SELECT RAISE(ABORT, 'LedgerEntries is append-only.'); END
        """,
        $"""
        CREATE TRIGGER "{EntryFollowsEntry}" BEFORE INSERT ON "LedgerEntries"
        WHEN NEW."BalanceAfter" - NEW."Credits" IS NOT CASE NEW."Sequence" WHEN 1 THEN 0 ELSE
            (SELECT "BalanceAfter" FROM "LedgerEntries"
             WHERE "PoolId" = NEW."PoolId" AND "Sequence" = NEW."Sequence" - 1) END
        BEGIN SELECT RAISE(ABORT, 'An entry follows the one before.'); END
        """,
        $"""
        CREATE TRIGGER "{PoolFollowsEntry}" BEFORE UPDATE ON "Pools"
        WHEN NEW."Balance" IS NOT
            (SELECT "BalanceAfter" FROM "LedgerEntries" WHERE "PoolId" = NEW."Id" AND "Sequence" = NEW."Sequence")
        BEGIN SELECT RAISE(ABORT, 'A balance is what its last entry says.'); END
        """,
        $"""
        CREATE TRIGGER "{PoolFollowsEntry}_Insert" BEFORE INSERT ON "Pools"
        WHEN NEW."Balance" <> 0 OR NEW."Sequence" <> 0
        BEGIN SELECT RAISE(ABORT, 'A pool begins empty.'); END
        """,
    ];

    private static readonly string[] SqlServer =
    [
        SqlServerAppendOnly("LedgerTransactions", TransactionsAreAppendOnly),
        SqlServerAppendOnly("LedgerEntries", EntriesAreAppendOnly),
        $"""
        CREATE TRIGGER [{EntryFollowsEntry}] ON [LedgerEntries] AFTER INSERT AS
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
        CREATE TRIGGER [{PoolFollowsEntry}] ON [Pools] AFTER INSERT, UPDATE AS
        BEGIN
            SET NOCOUNT ON;
            IF EXISTS (
                SELECT 1 FROM inserted i
                LEFT JOIN [LedgerEntries] e ON e.[PoolId] = i.[Id] AND e.[Sequence] = i.[Sequence]
                WHERE (i.[Sequence] = 0 AND i.[Balance] <> 0)
                   OR (i.[Sequence] > 0 AND (e.[BalanceAfter] IS NULL OR e.[BalanceAfter] <> i.[Balance])))
                THROW 51000, 'A balance is what its last entry says.', 1;
        END
        """,
    ];

    internal static IEnumerable<string> SqliteAppendOnly(string table, string name)
    {
        foreach (var change in (string[])["UPDATE", "DELETE"])
            yield return $"""
                CREATE TRIGGER "{name}_{change}" BEFORE {change} ON "{table}"
                BEGIN SELECT RAISE(ABORT, '{table} is append-only.'); END
                """;
    }

    internal static string SqlServerAppendOnly(string table, string name) =>
        $"""
        CREATE TRIGGER [{name}] ON [{table}] INSTEAD OF UPDATE, DELETE AS
        BEGIN
            THROW 51000, '{table} is append-only.', 1;
        END
        """;
}
