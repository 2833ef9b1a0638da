namespace SeoRankGenius.Credits.Ledger.Entries;

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

/// <summary>A pool to read, and the sequence of its last entry.</summary>
public sealed record PoolEnd(Guid Id, long Sequence);

/// <summary>A page of entries, the newest first.</summary>
/// <param name="Entries">At most one page.</param>
/// <param name="Next">The position of the next page; null on the last page.</param>
/// <param name="SearchedBackTo">
/// UTC; set when the filtered search reached its limit at this time, before the page was full.
/// </param>
public sealed record EntrySlice(IReadOnlyList<EntryRow> Entries, EntryCursor? Next, DateTime? SearchedBackTo);

/// <summary>An entry and its transaction, for filters.</summary>
internal sealed class PostedEntry
{
    public required LedgerEntry Entry { get; init; }

    public required LedgerTransaction Transaction { get; init; }
}

/// <summary>
/// Pages through the entries of pools, newest first. Pages by the key of pool and sequence, so every page costs the
/// same and new entries do not shift a page.
/// </summary>
/// <param name="pools">Entries of the same time are in the order of their pools.</param>
/// <param name="fromAt">UTC; null for the beginning.</param>
/// <param name="toAt">UTC, excluded; null for now.</param>
internal sealed class EntryPager(IReadOnlyList<PoolEnd> pools, DateTime? fromAt, DateTime? toAt)
{
    // Limits the search when few of many entries match the filter. The page shows how far it searched.
    private const long MostSearched = 20_000;

    /// <summary>Selects among a pool's entries; null for all.</summary>
    public Func<PoolEnd, IQueryable<PostedEntry>, IQueryable<PostedEntry>>? Filter { get; init; }

    /// <summary>The page after a cursor; null for the newest.</summary>
    public async Task<EntrySlice> ReadAsync(
        CreditsDb db, EntryCursor? behind, int size, CancellationToken cancellation)
    {
        var cursors = new List<PoolCursor>();
        foreach (var pool in pools.Where(pool => pool.Sequence > 0))
            cursors.Add(await ReadAsync(db, pool, await BoundAsync(db, pool, behind), size, cancellation));
        return Merge(cursors, size);
    }

    /// <summary>The sequence below which a pool's entries come after the cursor and before the range's end.</summary>
    private async Task<long> BoundAsync(CreditsDb db, PoolEnd pool, EntryCursor? behind)
    {
        var end = toAt is { } before
            ? await PoolTimeline.FirstAsync(db, pool.Id, pool.Sequence, before)
            : pool.Sequence + 1;
        if (behind is not { } place || await PoolTimeline.AtAsync(db, place.PoolId, place.Sequence) is not { } at)
            return end;
        if (place.PoolId == pool.Id)
            return Math.Min(end, place.Sequence);

        var isEarlier = IndexOf(place.PoolId) > IndexOf(pool.Id);
        return Math.Min(
            end, await PoolTimeline.FirstAsync(db, pool.Id, pool.Sequence, isEarlier ? at : at.AddTicks(1)));
    }

    private int IndexOf(Guid poolId) => pools.TakeWhile(pool => pool.Id != poolId).Count();

    private async Task<PoolCursor> ReadAsync(
        CreditsDb db, PoolEnd pool, long bound, int size, CancellationToken cancellation)
    {
        var first = fromAt is { } start ? await PoolTimeline.FirstAsync(db, pool.Id, pool.Sequence, start) : 1;
        var floor = Filter is null ? first : Math.Max(first, bound - MostSearched);
        var posted =
            from entry in db.LedgerEntries
            join transaction in db.LedgerTransactions on entry.TransactionId equals transaction.Id
            where entry.PoolId == pool.Id && entry.Sequence < bound && entry.Sequence >= floor
            select new PostedEntry { Entry = entry, Transaction = transaction };
        var rows = await (
            from line in Filter?.Invoke(pool, posted) ?? posted
            orderby line.Entry.Sequence descending
            select new EntryRow(
                line.Entry.PoolId, line.Entry.Sequence, line.Entry.Credits, line.Entry.BalanceAfter,
                line.Transaction.Id, line.Transaction.Kind, line.Transaction.Cause, line.Transaction.Actor,
                line.Transaction.Note, line.Transaction.ReversesId, line.Transaction.At))
            .Take(size + 1).ToListAsync(cancellation);
        var isCut = floor > first && rows.Count <= size;
        return new PoolCursor(
            new Queue<EntryRow>(rows), new EntryCursor(pool.Id, floor),
            isCut ? await PoolTimeline.AtAsync(db, pool.Id, floor) : null);
    }

    private static EntrySlice Merge(List<PoolCursor> cursors, int size)
    {
        var entries = new List<EntryRow>(size);
        while (cursors.MaxBy(cursor => cursor.Head) is { Head: not null } newest)
        {
            if (entries.Count == size)
                return new EntrySlice(entries, new EntryCursor(entries[^1].PoolId, entries[^1].Sequence), null);
            if (!newest.Rows.TryDequeue(out var row))
                return new EntrySlice(entries, newest.Floor, newest.SearchedBackTo);
            entries.Add(row);
        }

        return new EntrySlice(entries, null, null);
    }

    /// <summary>One pool's next entries, and how far it was searched.</summary>
    private sealed record PoolCursor(Queue<EntryRow> Rows, EntryCursor Floor, DateTime? SearchedBackTo)
    {
        /// <summary>The time of the next entry or of the end of the search; null when there is neither.</summary>
        public DateTime? Head => Rows.TryPeek(out var row) ? row.At : SearchedBackTo;
    }
}
