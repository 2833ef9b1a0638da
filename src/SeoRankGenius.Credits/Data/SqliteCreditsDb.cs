using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SeoRankGenius.Credits.Data;

/// <summary>The embedded default: one file, write-ahead log, every commit flushed to the disk.</summary>
public sealed class SqliteCreditsDb(DbContextOptions<SqliteCreditsDb> options) : CreditsDb(options)
{
    private const int UniqueIndex = 2067, PrimaryKey = 1555;
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Full = 13, CannotOpen = 14;

    public override bool IsEmbedded => true;

    // Every transaction of the writer begins IMMEDIATE, so the lock is there already.
    internal override string RowLock => "";

    // EF does so for a file that it makes itself; one that was restored or made by hand gets its log here.
    internal override Task PrepareAsync(CancellationToken cancellation) =>
        Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);

    protected override string? ExactCollation => null;

    public override bool IsDuplicate(Exception exception) =>
        Find<SqliteException>(exception) is { SqliteExtendedErrorCode: UniqueIndex or PrimaryKey };

    // A busy file was already waited for as long as the connection's time-out says.
    public override bool IsTransient(Exception exception) => false;

    public override bool IsOutsideFault(Exception exception) =>
        Find<SqliteException>(exception) is
        {
            SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen
        };

    /// <summary>Sets what every connection needs: a time to wait for a busy file, and foreign keys checked.</summary>
    internal static string Complete(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true };
        if (!builder.ShouldSerialize("Default Timeout"))
            builder.DefaultTimeout = 5;
        return builder.ConnectionString;
    }

    private sealed class DesignTime : IDesignTimeDbContextFactory<SqliteCreditsDb>
    {
        public SqliteCreditsDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteCreditsDb>().UseSqlite("Data Source=design.db").Options);
    }
}
