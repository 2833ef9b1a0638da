using Microsoft.EntityFrameworkCore;

namespace SeoRankGenius.Credits.Data;

/// <summary>What was counted, by name, and what does not add up, each as a sentence; none when all is well.</summary>
public sealed record Verification(
    IReadOnlyList<KeyValuePair<string, long>> Counts, IReadOnlyList<string> Discrepancies)
{
    public static Verification operator +(Verification one, Verification other) =>
        new([.. one.Counts, .. other.Counts], [.. one.Discrepancies, .. other.Discrepancies]);
}

/// <summary>A row that breaks a rule. What the numbers mean is the check's own.</summary>
internal sealed class Finding
{
    public Guid Id { get; init; }

    public long Number { get; init; }

    public long Found { get; init; }

    public long Expected { get; init; }
}

/// <summary>
/// A rule as a query for the rows that break it, in the SQL that both databases share. One statement a rule, so that
/// it sees one state of the database while others write.
/// </summary>
internal sealed record Check(string Sql, Func<Finding, string> Sentence)
{
    // A ledger that is broken throughout need not be printed whole.
    private const int MostOfOneKind = 100;

    // Ten million entries take minutes, not the half a minute that a command gets by default.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Runs the checks; lists at most the first 100 discrepancies of each.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(
        CreditsDb db, IEnumerable<Check> checks, CancellationToken cancellation)
    {
        var usual = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(Patience);
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
