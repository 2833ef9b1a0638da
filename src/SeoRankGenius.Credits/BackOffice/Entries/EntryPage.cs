namespace SeoRankGenius.Credits.BackOffice.Entries;

/// <summary>Which entries to show; null for all. Times in UTC, <see cref="To"/> excluded.</summary>
public sealed record EntryFilter(
    Guid? PoolId = null, TransactionKind? Kind = null, DateTime? From = null, DateTime? To = null);

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
