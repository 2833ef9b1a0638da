using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Design;

namespace SeoRankGenius.Credits.Data;

/// <summary>The embedded default: one file, write-ahead log, every commit flushed to disk.</summary>
public sealed class SqliteCreditsDb(DbContextOptions<SqliteCreditsDb> options) : CreditsDb(options)
{
    private const int UniqueIndex = 2067, PrimaryKey = 1555;
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Full = 13, CannotOpen = 14;

    public override bool IsEmbedded => true;

    // Every transaction of the writer begins IMMEDIATE, so it already holds the lock.
    internal override string RowLock => "";

    // One writer at a time, so transactions are numbered in the order of their commits.
    internal override string LatestMove => """SELECT MAX(rowid) FROM "LedgerTransactions" """;

    internal override string MovesSince =>
        """
        SELECT e."PoolId", MAX(e."Sequence"), MAX(t.rowid) FROM "LedgerTransactions" t
        JOIN "LedgerEntries" e ON e."TransactionId" = t."Id" WHERE t.rowid > @p0 GROUP BY e."PoolId"
        """;

    // EF sets this only for files that it creates. Restored or manually created files need it here.
    internal override async Task PrepareAsync(CancellationToken cancellation)
    {
        await Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        // Only the app's user may read the files. SQLite creates further ones with the mode of the first.
        var file = new SqliteConnectionStringBuilder(Database.GetConnectionString()).DataSource;
        if (!OperatingSystem.IsWindows())
            foreach (var part in ((string[])[file, file + "-wal", file + "-shm"]).Where(File.Exists))
                File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    protected override string? ExactCollation => null;

    public override bool IsDuplicate(Exception exception) =>
        Find<SqliteException>(exception) is { SqliteExtendedErrorCode: UniqueIndex or PrimaryKey };

    // A busy file was already retried until the connection's timeout.
    public override bool IsTransient(Exception exception) => false;

    public override bool IsOutsideFault(Exception exception) =>
        Find<SqliteException>(exception) is
        {
            SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen
        };

    /// <summary>Adds checked foreign keys, and a timeout that lets callers answer within three seconds.</summary>
    internal static string Complete(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true };
        if (!builder.ShouldSerialize("Default Timeout"))
            builder.DefaultTimeout = 2;
        return builder.ConnectionString;
    }

    private sealed class DesignTime : IDesignTimeDbContextFactory<SqliteCreditsDb>
    {
        public SqliteCreditsDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteCreditsDb>().UseSqlite("Data Source=design.db").Options);
    }
}
