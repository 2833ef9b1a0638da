using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.SqlServer.Storage.Internal;
using SeoRankGenius.Credits.Configuration;

namespace SeoRankGenius.Credits.Data;

/// <summary>The production database.</summary>
public sealed class SqlServerCreditsDb(DbContextOptions<SqlServerCreditsDb> options) : CreditsDb(options)
{
    private const int UniqueIndex = 2601, UniqueConstraint = 2627;

    // Errors of this severity or higher close the connection.
    private const byte Fatal = 20;

    // In addition to EF's list: connection lost, network down, log not available, server stopping.
    private static readonly int[] TransientErrors =
        [0, 20, 64, 1101, 6005, 9001, 10928, 10929, 10936, 11001, 40544];

    // Timeout, network, log or file group full, read-only, not accessible, login failed while starting.
    private static readonly int[] OutsideErrors =
        [-2, -1, 2, 53, 121, 233, 258, 1105, 3906, 4060, 9002, 10053, 10054, 10060, 18456, 18401];

    // The longest text that is not nvarchar(max).
    private const int LongestText = 4_000;

    private const string SetVersioned = "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON";

    private const string Latest = """SELECT MAX("Moved") FROM "Pools" """;

    private const string Since = """SELECT "Id", "Sequence", "Moved" FROM "Pools" WHERE "Moved" > @p0""";

    internal override string LatestMove => Latest;

    internal override string MovesSince => Since;

    // Marks are the instances' clocks at the start of a transaction.
    internal override long LateMoves => 2 * TimeSpan.TicksPerSecond;

    internal override string RowLock => "WITH (UPDLOCK, ROWLOCK)";

    internal override bool WritesSets => true;

    protected override string? ExactCollation => "Latin1_General_100_BIN2";

    // EF sets this only for databases that it creates. It waits for other connections to end, so it must not wait long.
    internal override async Task PrepareAsync(CancellationToken cancellation)
    {
        if (await IsVersionedAsync(cancellation))
            return;
        try
        {
            await Database.ExecuteSqlRawAsync(SetVersioned + " WITH NO_WAIT", cancellation);
        }
        catch (SqlException)
        {
            throw NotVersioned();
        }
    }

    /// <summary>Does nothing if the server cannot be reached: the app then answers 503 until it can.</summary>
    public override async Task CheckAsync(CancellationToken cancellation)
    {
        try
        {
            if (!await IsVersionedAsync(cancellation))
                throw NotVersioned();
        }
        catch (Exception exception) when (IsOutsideFault(exception))
        {
            // Checked again at the next start.
        }
    }

    internal override void SetSize(DbParameter parameter, object? value)
    {
        if (parameter.DbType == DbType.String)
            parameter.Size = value is string { Length: > LongestText } ? -1 : LongestText;
    }

    public override bool IsDuplicate(Exception exception) =>
        Find<SqlException>(exception) is { Number: UniqueIndex or UniqueConstraint };

#pragma warning disable EF1001 // Internal, but the list that EF's own retries use; a test covers its numbers.
    public override bool IsTransient(Exception exception) =>
        Find<SqlException>(exception) is { } fault
        && (fault.Class >= Fatal || TransientErrors.Contains(fault.Number)
            || SqlServerTransientExceptionDetector.ShouldRetryOn(fault));
#pragma warning restore EF1001

    public override bool IsOutsideFault(Exception exception) =>
        IsTransient(exception) || IsPoolTimeout(exception)
        || Find<SqlException>(exception) is { } fault && OutsideErrors.Contains(fault.Number);

    private async Task<bool> IsVersionedAsync(CancellationToken cancellation) =>
        await Database.SqlQueryRaw<bool>(
                "SELECT is_read_committed_snapshot_on AS [Value] FROM sys.databases WHERE database_id = DB_ID()")
            .SingleAsync(cancellation);

    private InvalidConfiguration NotVersioned() => new(
    [
        $"The database {Database.GetDbConnection().Database} needs row versioning. Stop all instances and run: "
        + $"{SetVersioned} WITH ROLLBACK IMMEDIATE;",
    ]);

    // SqlClient has no exception type or number for a pool timeout.
    private static bool IsPoolTimeout(Exception exception) =>
        Find<InvalidOperationException>(exception) is { } fault
        && fault.Message.StartsWith("Timeout expired.", StringComparison.Ordinal)
        && fault.Message.Contains("from the pool", StringComparison.Ordinal);

    private sealed class DesignTime : IDesignTimeDbContextFactory<SqlServerCreditsDb>
    {
        public SqlServerCreditsDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqlServerCreditsDb>().UseSqlServer("Server=design").Options);
    }
}
