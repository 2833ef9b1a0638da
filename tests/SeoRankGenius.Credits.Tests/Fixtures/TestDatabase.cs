using System.Collections.Concurrent;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>A migrated, empty database of a test's own, gone when disposed.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    public abstract Provider Provider { get; }

    public abstract string ConnectionString { get; }

    /// <summary>Skips the test when the provider is not configured.</summary>
    public static async Task<TestDatabase> CreateAsync(Provider provider) => provider switch
    {
        Provider.Sqlite => new SqliteFile(),
        Provider.SqlServer => await SqlServerDatabase.CreateAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(provider)),
    };

    /// <summary>Keeps what is in it now for <see cref="RestoreAsync"/>.</summary>
    public virtual Task SnapshotAsync() => Task.CompletedTask;

    /// <summary>Brings back the last snapshot, or the empty database; false when it can't.</summary>
    public virtual Task<bool> RestoreAsync() => Task.FromResult(false);

    public abstract ValueTask DisposeAsync();
}

/// <summary>
/// A copy of a file that was migrated once for all tests. It lies in memory where there is room for it: what a disk
/// keeps is the subject of tests that kill processes, and theirs are on the disk.
/// </summary>
public sealed class SqliteFile : TestDatabase
{
    private static readonly string Folder = TemporaryFolder.Create("credits-tests-", inMemory: true);
    private static readonly Lazy<string> Template = new(Migrate);

    private string? _snapshot;

    static SqliteFile() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);

    public SqliteFile() => File.Copy(Template.Value, Path);

    public string Path { get; } = System.IO.Path.Combine(Folder, $"{Guid.NewGuid():N}.db");

    public override Provider Provider => Provider.Sqlite;

    public override string ConnectionString => $"Data Source={Path}";

    public override async Task SnapshotAsync()
    {
        _snapshot = Path + ".snapshot";
        await using var file = await OpenAsync(Path);
        await using var copy = file.CreateCommand();
        copy.CommandText = $"VACUUM INTO '{_snapshot}'";
        await copy.ExecuteNonQueryAsync();
    }

    public override async Task<bool> RestoreAsync()
    {
        await using var snapshot = await OpenAsync(_snapshot ?? Template.Value);
        await using var file = await OpenAsync(Path);
        try
        {
            // Connections to the file stay open, and see the schema and the rows of the snapshot from then on.
            snapshot.BackupDatabase(file);
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    public override ValueTask DisposeAsync()
    {
        using (var own = new SqliteConnection(SqliteCreditsDb.Complete(ConnectionString)))
            SqliteConnection.ClearPool(own);
        foreach (var file in Directory.GetFiles(Folder, System.IO.Path.GetFileName(Path) + "*"))
            File.Delete(file);
        return ValueTask.CompletedTask;
    }

    private static async Task<SqliteConnection> OpenAsync(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private static string Migrate()
    {
        var path = System.IO.Path.Combine(Folder, "template.db");
        using var db = new SqliteCreditsDb(
            new DbContextOptionsBuilder<SqliteCreditsDb>().UseSqlite($"Data Source={path};Pooling=False").Options);
        db.Database.Migrate();
        return path;
    }
}

/// <summary>A database on the server that <c>CREDITS_TEST_SQLSERVER</c> names.</summary>
public sealed class SqlServerDatabase : TestDatabase
{
    public const string Variable = "CREDITS_TEST_SQLSERVER";

    // A server makes one database at a time: each is a copy of its model database, which it locks.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    private static readonly ConcurrentDictionary<SqlServerDatabase, bool> Existing = [];

    // Databases of tests that were aborted are dropped as well.
    static SqlServerDatabase() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var database in Existing.Keys)
            database.DisposeAsync().AsTask().GetAwaiter().GetResult();
    };

    private SqlServerDatabase(string server) =>
        ConnectionString = new SqlConnectionStringBuilder(server)
        {
            InitialCatalog = $"credits_test_{Guid.NewGuid():N}",
        }.ConnectionString;

    public override Provider Provider => Provider.SqlServer;

    public override string ConnectionString { get; }

    public static async Task<SqlServerDatabase> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(server), $"Not configured: {Variable} holds no connection string.");

        var database = new SqlServerDatabase(server!);
        Existing[database] = true;
        await OneAtATime.WaitAsync();
        try
        {
            await using var db = database.Open();
            await db.Database.MigrateAsync();
        }
        finally
        {
            OneAtATime.Release();
        }

        return database;
    }

    public override async ValueTask DisposeAsync()
    {
        await using var db = Open();
        await db.Database.EnsureDeletedAsync();
        Existing.TryRemove(this, out _);
    }

    private SqlServerCreditsDb Open() =>
        new(new DbContextOptionsBuilder<SqlServerCreditsDb>().UseSqlServer(ConnectionString).Options);
}
