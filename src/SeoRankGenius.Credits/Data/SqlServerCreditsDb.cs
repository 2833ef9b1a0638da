using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SeoRankGenius.Credits.Data;

/// <summary>The database of production.</summary>
public sealed class SqlServerCreditsDb(DbContextOptions<SqlServerCreditsDb> options) : CreditsDb(options)
{
    private const int UniqueIndex = 2601, UniqueConstraint = 2627;

    // Deadlock victim, snapshot conflict, and Azure's "try again" numbers.
    private static readonly int[] TransientErrors = [1205, 3960, 40197, 40501, 40613, 49918, 49919, 49920];

    // Time-out, network, log or file group full, read-only, not accessible, login failed while starting.
    private static readonly int[] OutsideErrors =
        [-2, -1, 2, 53, 121, 233, 258, 1105, 3906, 4060, 9002, 10053, 10054, 10060, 18456, 18401];

    internal override string RowLock => "WITH (UPDLOCK, ROWLOCK)";

    protected override string? ExactCollation => "Latin1_General_100_BIN2";

    public override bool IsDuplicate(Exception exception) =>
        Find<SqlException>(exception) is { Number: UniqueIndex or UniqueConstraint };

    public override bool IsTransient(Exception exception) =>
        Find<SqlException>(exception) is { } fault && TransientErrors.Contains(fault.Number);

    public override bool IsOutsideFault(Exception exception) =>
        Find<SqlException>(exception) is { } fault
        && (OutsideErrors.Contains(fault.Number) || TransientErrors.Contains(fault.Number));

    private sealed class DesignTime : IDesignTimeDbContextFactory<SqlServerCreditsDb>
    {
        public SqlServerCreditsDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqlServerCreditsDb>().UseSqlServer("Server=design").Options);
    }
}
