using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>A database of the first schema, brought up to date.</summary>
public sealed class UpgradingTests : IDisposable
{
    private const string First = "20261122100000_Initial";

    private readonly string _folder = Directory.CreateTempSubdirectory("credits-upgrade-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Its_ledger_is_whole_and_guarded_as_before()
    {
        await using var old = Open("old.db");
        await old.GetService<IMigrator>().MigrateAsync(First);
        await old.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO "AspNetUsers" ("Id", "Email", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled",
                "LockoutEnabled", "AccessFailedCount") VALUES ('U', 'owner@northwind.example', 0, 0, 0, 0, 0);
            INSERT INTO "Licenses" ("Id", "OwnerId", "KeyHash", "KeyHint", "Plan", "Status", "CreatedAt")
                VALUES ('L', 'U', 'hash', '0001', 'pro', 'Active', '2026-01-01');
            INSERT INTO "Pools" ("Id", "Kind", "LicenseId", "Balance", "Sequence") VALUES ('L', 'Shared', 'L', 0, 0);
            INSERT INTO "LedgerTransactions" ("Id", "Kind", "Cause", "Actor", "At")
                VALUES ('T', 'Grant', 'grant:1', 'system', '2026-01-01');
            INSERT INTO "LedgerEntries" VALUES ('L', 1, 'T', 3450, 3450);
            UPDATE "Pools" SET "Balance" = 3450, "Sequence" = 1;
            """);

        await old.Database.MigrateAsync();

        Assert.Equal([3450L], await Numbers(old, "SELECT \"Balance\" AS \"Value\" FROM \"Pools\""));
        Assert.Equal([3450L], await Numbers(old, "SELECT \"BalanceAfter\" AS \"Value\" FROM \"LedgerEntries\""));
        await Assert.ThrowsAsync<SqliteException>(() =>
            old.Database.ExecuteSqlRawAsync("UPDATE \"LedgerEntries\" SET \"Credits\" = 1"));
        await using var fresh = Open("fresh.db");
        await fresh.Database.MigrateAsync();
        Assert.Equal(await Triggers(fresh), await Triggers(old));
    }

    private static Task<List<string>> Triggers(CreditsDb db) => db.Database.SqlQueryRaw<string>(
        "SELECT name || sql AS \"Value\" FROM sqlite_master WHERE type = 'trigger' ORDER BY name").ToListAsync();

#pragma warning disable EF1002 // The tests' own text.
    private static Task<List<long>> Numbers(CreditsDb db, string sql) =>
        db.Database.SqlQueryRaw<long>(sql).ToListAsync();
#pragma warning restore EF1002

    private SqliteCreditsDb Open(string file) => new(new DbContextOptionsBuilder<SqliteCreditsDb>()
        .UseSqlite($"Data Source={Path.Combine(_folder, file)}").Options);
}
