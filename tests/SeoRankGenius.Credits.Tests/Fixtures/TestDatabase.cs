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

    public abstract ValueTask DisposeAsync();
}

/// <summary>A copy of a file that was migrated once for all tests.</summary>
public sealed class SqliteFile : TestDatabase
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("credits-tests-").FullName;
    private static readonly Lazy<string> Template = new(Migrate);

    static SqliteFile() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);

    public SqliteFile() => File.Copy(Template.Value, Path);

    public string Path { get; } = System.IO.Path.Combine(Folder, $"{Guid.NewGuid():N}.db");

    public override Provider Provider => Provider.Sqlite;

    public override string ConnectionString => $"Data Source={Path}";

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(Folder, System.IO.Path.GetFileName(Path) + "*"))
            File.Delete(file);
        return ValueTask.CompletedTask;
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
    }

    private SqlServerCreditsDb Open() =>
        new(new DbContextOptionsBuilder<SqlServerCreditsDb>().UseSqlServer(ConnectionString).Options);
}
