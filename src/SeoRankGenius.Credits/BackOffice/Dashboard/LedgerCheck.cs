namespace SeoRankGenius.Credits.BackOffice.Dashboard;

/// <summary>The result of a ledger verification.</summary>
public sealed class LedgerCheck
{
    internal const int LongestSentence = 500;

    private LedgerCheck()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    public long Entries { get; private set; }
    public int Discrepancies { get; private set; }

    /// <summary>The first discrepancy; null when there is none.</summary>
    public string? First { get; private set; }

    internal static LedgerCheck Of(Verification found, DateTime now)
    {
        var first = found.Discrepancies.Count > 0 ? found.Discrepancies[0] : null;
        return new LedgerCheck
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Entries = found.Counts.Where(count => count.Key == "entries").Sum(count => count.Value),
            Discrepancies = found.Discrepancies.Count,
            First = first is { Length: > LongestSentence } ? first[..LongestSentence] : first,
        };
    }
}

/// <summary>Runs the verification of <c>verify-ledger</c> and stores its result.</summary>
public sealed class LedgerCheckRunner(Reader reader, Writer writer, TimeProvider time)
{
    /// <summary>Runs one check. Reads the whole ledger: minutes for ten million entries. May be repeated.</summary>
    public async Task<LedgerCheck> CheckAsync(CancellationToken cancellation)
    {
        var check = LedgerCheck.Of(
            await reader.RunAsync(db => db.VerifyAsync(cancellation)), time.GetUtcNow().UtcDateTime);
        await writer.RunAsync(
            async db =>
            {
                db.LedgerChecks.Add(check);
                await db.SaveChangesAsync();
            },
            cancellation);
        return check;
    }

    /// <summary>The newest check; null before the first.</summary>
    public Task<LedgerCheck?> LastAsync(CancellationToken cancellation) => reader.RunAsync(db =>
        db.LedgerChecks.OrderByDescending(check => check.At).FirstOrDefaultAsync(cancellation));
}
