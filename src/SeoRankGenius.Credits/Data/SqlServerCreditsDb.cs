using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.SqlServer.Storage.Internal;

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

    internal override string RowLock => "WITH (UPDLOCK, ROWLOCK)";

    protected override string? ExactCollation => "Latin1_General_100_BIN2";

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
