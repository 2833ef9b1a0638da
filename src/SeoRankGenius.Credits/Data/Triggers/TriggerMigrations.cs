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

    private static void Create(MigrationBuilder migration, string[] sqlite, string[] sqlServer)
    {
        foreach (var sql in migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal) ? sqlite : sqlServer)
            migration.Sql(sql);
    }
}
