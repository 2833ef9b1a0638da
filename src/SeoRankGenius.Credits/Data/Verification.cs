namespace SeoRankGenius.Credits.Data;

/// <summary>
/// The counts by name, and each discrepancy as a sentence; no discrepancies if the database is consistent.
/// </summary>
public sealed record Verification(
    IReadOnlyList<KeyValuePair<string, long>> Counts, IReadOnlyList<string> Discrepancies)
{
    public static Verification operator +(Verification one, Verification other) =>
        new([.. one.Counts, .. other.Counts], [.. one.Discrepancies, .. other.Discrepancies]);
}

/// <summary>A row that violates a rule. Each check defines what the numbers mean.</summary>
internal sealed class Finding
{
    public Guid Id { get; init; }
    public long Number { get; init; }
    public long Found { get; init; }
    public long Expected { get; init; }
}

/// <summary>
/// A rule as a query for the rows that violate it, in the SQL that both databases share. One statement per rule, so
/// that it sees a consistent state during concurrent writes.
/// </summary>
internal sealed record Check(string Sql, Func<Finding, string> Sentence)
{
    // Limits the output for a badly damaged ledger.
    private const int MostOfOneKind = 100;

    // Ten million entries take minutes; the default command timeout is half a minute.
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromHours(1);

    /// <summary>Runs the checks; lists at most the first 100 discrepancies of each check.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(
        CreditsDb db, IEnumerable<Check> checks, CancellationToken cancellation)
    {
        var usual = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(CommandTimeout);
        try
        {
            var sentences = new List<string>();
            foreach (var check in checks)
                await foreach (var finding in db.Database.SqlQueryRaw<Finding>(check.Sql).AsAsyncEnumerable()
                    .Take(MostOfOneKind).WithCancellation(cancellation))
                    sentences.Add(check.Sentence(finding));
            return sentences;
        }
        finally
        {
            db.Database.SetCommandTimeout(usual);
        }
    }
}
