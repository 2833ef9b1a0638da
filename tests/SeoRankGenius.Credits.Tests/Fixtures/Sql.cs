using Microsoft.EntityFrameworkCore;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>Statements past the product's own code, on a connection of their own.</summary>
public static class Sql
{
    // Servers other than SQL Server lack its undocumented procedures.
    private const string NoCheck =
        """
        DECLARE @sql nvarchar(max) = N'';
        SELECT @sql += N'ALTER TABLE [' + name + N'] NOCHECK CONSTRAINT ALL;' FROM sys.tables;
        EXEC (@sql);
        """;

    /// <summary>Runs one statement, written in the SQL of both databases; throws what the schema answers.</summary>
    public static Task<int> SqlAsync(this World world, FormattableString sql) =>
        world.ReadAsync(db => db.Database.ExecuteSqlAsync(sql));

    /// <summary>The text columns of all tables that contain a text, in any case. On SQLite.</summary>
    public static Task<List<string>> ColumnsWithAsync(this World world, string text) => world.ReadAsync(async db =>
    {
        var found = new List<string>();
        await db.Database.OpenConnectionAsync();
        foreach (var column in db.Model.GetRelationalModel().Tables.SelectMany(table => table.Columns)
            .Where(column => column.StoreType == "TEXT"))
        {
            await using var count = db.Database.GetDbConnection().CreateCommand();
            count.CommandText = $"""
                SELECT COUNT(*) FROM "{column.Table.Name}"
                WHERE instr(upper("{column.Name}"), '{text.ToUpperInvariant()}')
                """;
            if ((long)(await count.ExecuteScalarAsync())! > 0)
                found.Add($"{column.Table.Name}.{column.Name}");
        }

        return found;
    });

    /// <summary>Makes every insert into, or update of, a table fail until the returned thing is disposed.</summary>
    public static async Task<IAsyncDisposable> FaultAsync(this World world, string table, string change)
    {
        // A name of its own: another connection may still remember the one dropped before.
        var name = $"Fault_{Guid.NewGuid():N}";
        var trigger = world.Database.Provider == Provider.Sqlite
            ? $"""CREATE TRIGGER "{name}" BEFORE {change} ON "{table}" BEGIN SELECT RAISE(ABORT, 'injected'); END"""
            : $"CREATE TRIGGER [{name}] ON [{table}] AFTER {change} AS THROW 51000, 'injected', 1";
        await world.RawAsync(trigger);
        return new Fault(world, name);
    }

    /// <summary>Runs something while a write fails; false when it did not need the write, and was done.</summary>
    public static async Task<bool> InterruptAsync(this World world, string table, string change, Func<Task> run)
    {
        await using (await world.FaultAsync(table, change))
            try
            {
                await run();
                return false;
            }
            catch (Exception fault)
                when (fault.GetBaseException().Message.Contains("injected", StringComparison.Ordinal))
            {
                return true;
            }
    }

    /// <summary>Runs a statement with the schema's guards off. The world counts as broken from then on.</summary>
    public static async Task UnguardedAsync(this World world, FormattableString sql)
    {
        world.IsBroken = true;
        foreach (var trigger in await world.TriggersAsync())
            await world.RawAsync($"DROP TRIGGER \"{trigger}\"");
        var (off, on) = world.Database.Provider == Provider.Sqlite
            ? ("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON",
                "PRAGMA ignore_check_constraints = OFF; PRAGMA foreign_keys = ON")
            : (NoCheck, "SELECT 1");
        await world.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync(off);
            await db.Database.ExecuteSqlAsync(sql);
            return await db.Database.ExecuteSqlRawAsync(on);
        });
    }

    /// <summary>The names of the schema's triggers.</summary>
    public static Task<List<string>> TriggersAsync(this World world) => world.ReadAsync(db =>
        db.Database.SqlQueryRaw<string>(world.Database.Provider == Provider.Sqlite
            ? "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'"
            : "SELECT name AS \"Value\" FROM sys.triggers").ToListAsync());

    // What is written here is the tests' own text.
#pragma warning disable EF1002
    public static Task<int> RawAsync(this World world, string sql) =>
        world.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));
#pragma warning restore EF1002

    private sealed class Fault(World world, string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await world.RawAsync($"DROP TRIGGER \"{name}\"");
    }
}
