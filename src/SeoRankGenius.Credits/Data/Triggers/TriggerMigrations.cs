using Microsoft.EntityFrameworkCore.Migrations;

namespace SeoRankGenius.Credits.Data.Triggers;

/// <summary>Creates the triggers at the end of a migration. EF does not generate them from the model.</summary>
internal static class TriggerMigrations
{
    public static void CreateLedgerTriggers(this MigrationBuilder migration) =>
        Create(migration, LedgerTriggers.Sqlite, LedgerTriggers.SqlServer);

    public static void CreateBackOfficeTriggers(this MigrationBuilder migration) =>
        Create(migration, BackOfficeTriggers.Sqlite, BackOfficeTriggers.SqlServer);

    public static void CreateAdminTriggers(this MigrationBuilder migration) =>
        Create(migration, AdminTriggers.Sqlite, AdminTriggers.SqlServer);

    // SQL Server accepts CREATE TRIGGER only as the first statement of a batch, which it is not in a script.
    private static void Create(MigrationBuilder migration, string[] sqlite, string[] sqlServer)
    {
        if (migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal))
            foreach (var sql in sqlite)
                migration.Sql(sql);
        else
            foreach (var sql in sqlServer)
                migration.Sql($"EXEC(N'{sql.Replace("'", "''", StringComparison.Ordinal)}')");
    }
}
