using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SeoRankGenius.Credits.Load;

/// <summary>The same calls on a ledger of a thousand entries and on one of many more.</summary>
public static class Growth
{
    public const int Usual = 10_000_000;

    private const int Few = 1_000;

    public static async Task RunAsync(TimeSpan time, int many)
    {
        // The first world in a process pays for the compiler; it is not counted.
        await MeasureAsync(Few, time);
        var (spendFew, tabFew) = await MeasureAsync(Few, time);
        var (spendMany, tabMany) = await MeasureAsync(many, time);
        Print("spend", many, spendMany.PerSecond / spendFew.PerSecond, 0.95);
        Print("the tab", many, tabMany.PerSecond / tabFew.PerSecond, 0.95);
    }

    private static async Task<(DashboardFigures Spend, DashboardFigures Tab)> MeasureAsync(int entries, TimeSpan time)
    {
        await using var world = await LoadWorld.StartAsync();
        var sites = await world.SitesAsync(1_000, "grown");
        await Task.Run(() => Fill(world.ConnectionString, entries));
        var scenarios = new Scenarios(world, time);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"with {entries:N0} entries:"));
        var spend = await scenarios.SpendAsync(sites);
        Console.WriteLine(spend);
        var tab = await scenarios.TabAsync();
        Console.WriteLine(tab);
        return (spend, tab);
    }

    private static void Print(string name, int many, double ratio, double goal) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{name,-12} {many:N0} entries / {Few:N0}: {ratio:N2} (≥ {goal})"));

    /// <summary>
    /// Spreads entries over all pools, with a transaction and a remembered answer each. They follow one another as the
    /// triggers want it, which are out of the way meanwhile.
    /// </summary>
    private static void Fill(string connectionString, int entries)
    {
        using var connection = new SqliteConnection(connectionString + ";Foreign Keys=False;Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA synchronous = OFF");
        var triggers = Texts(connection, "SELECT sql FROM sqlite_master WHERE type = 'trigger'");
        foreach (var name in Texts(connection, "SELECT name FROM sqlite_master WHERE type = 'trigger'"))
            Run(connection, $"DROP TRIGGER \"{name}\"");

        var pools = Texts(connection, """SELECT "Id" FROM "Pools" ORDER BY "Id" """);
        var site = Texts(connection, """SELECT "Id" FROM "Sites" LIMIT 1""")[0];
        var each = Math.Max(1, entries / pools.Count);
        foreach (var pool in pools.Take(entries / each))
            FillPool(connection, pool, site, each);

        foreach (var trigger in triggers)
            Run(connection, trigger);
        Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static void FillPool(SqliteConnection connection, string pool, string site, int count)
    {
        using var transaction = connection.BeginTransaction();
        // A credit in, a credit out, and so on; ids as the product makes them.
        const string numbers =
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
            """;
        const string id = "substr(@pool, 1, 23) || '-' || printf('%012X', i)";
        Run(
            connection,
            $"""
            INSERT INTO "LedgerTransactions" ("Id", "Kind", "Cause", "Actor", "Note", "At")
            {numbers} SELECT {id}, 'Spend', 'load:' || @pool || ':' || {id}, 'site:' || @site, 'meta-generation ×1',
                '2026-01-01 00:00:00' FROM n
            """,
            pool, site, count);
        Run(
            connection,
            $"""
            INSERT INTO "LedgerEntries" ("PoolId", "Sequence", "TransactionId", "Credits", "BalanceAfter")
            {numbers} SELECT @pool, p."Sequence" + i, {id}, CASE i % 2 WHEN 1 THEN 1 ELSE -1 END,
                p."Balance" + i % 2 FROM n, "Pools" p WHERE p."Id" = @pool
            """,
            pool, site, count);
        Run(
            connection,
            $"""
            INSERT INTO "IdempotencyRecords" ("SiteId", "Key", "RequestHash", "Body", "At")
            {numbers} SELECT @site, @pool || ':' || {id}, '{new string('0', 64)}', '{new string(' ', 85)}',
                '2026-01-01 00:00:00' FROM n
            """,
            pool, site, count);
        Run(
            connection,
            """
            UPDATE "Pools" SET "Sequence" = "Sequence" + @count, "Balance" = "Balance" + @count % 2 WHERE "Id" = @pool
            """,
            pool, site, count);
        transaction.Commit();
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var texts = new List<string>();
        while (row.Read())
            texts.Add(row.GetString(0));
        return texts;
    }

    private static void Run(SqliteConnection connection, string sql, string pool = "", string site = "", int count = 0)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("@pool", pool);
        command.Parameters.AddWithValue("@site", site);
        command.Parameters.AddWithValue("@count", count);
        command.ExecuteNonQuery();
    }
}
