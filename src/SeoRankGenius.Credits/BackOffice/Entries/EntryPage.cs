namespace SeoRankGenius.Credits.BackOffice.Entries;

/// <summary>An entry with its transaction. Whole credits; UTC.</summary>
public sealed record EntryRow(
    Guid PoolId,
    long Sequence,
    long Credits,
    long BalanceAfter,
    Guid TransactionId,
    TransactionKind Kind,
    string Cause,
    string Actor,
    string? Note,
    Guid? ReversesId,
    DateTime At);

/// <summary>Which entries to show; null for all. Times in UTC, <see cref="To"/> excluded.</summary>
public sealed record EntryFilter(
    Guid? PoolId = null, TransactionKind? Kind = null, DateTime? From = null, DateTime? To = null);

/// <summary>A position after an entry of a pool, by its key.</summary>
public readonly record struct EntryCursor(Guid PoolId, long Sequence)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PoolId:N}.{Sequence}");

    /// <summary>Null for an invalid cursor.</summary>
    public static EntryCursor? Parse(string? text)
    {
        var parts = (text ?? "").Split('.');
        return parts.Length == 2
            && Guid.TryParseExact(parts[0], "N", out var poolId)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                ? new EntryCursor(poolId, sequence)
                : null;
    }
}

/// <summary>Entries, the newest first.</summary>
/// <param name="Entries">At most one page.</param>
/// <param name="Next">The position of the next page; null on the last page.</param>
/// <param name="SearchedBackTo">
/// UTC; set when the filtered search reached its limit at this time, before the page was full.
/// </param>
public sealed record EntryPage(IReadOnlyList<EntryRow> Entries, EntryCursor? Next, DateTime? SearchedBackTo)
{
    /// <summary>The admins' e-mail addresses, by the ledger's actor.</summary>
    public required IReadOnlyDictionary<string, string> Admins { get; init; }

    /// <summary>The adjustments on this page that are undone.</summary>
    public required IReadOnlySet<Guid> Undone { get; init; }
}
