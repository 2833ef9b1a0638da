using SeoRankGenius.Credits.BackOffice.Licenses;

namespace SeoRankGenius.Credits.BackOffice.Entries;

/// <summary>
/// Pages through the entries of one or several pools, newest first. Pages by the key of pool and sequence, so every
/// page costs the same and new entries do not shift a page.
/// </summary>
public sealed class EntryQueries(Reader reader)
{
    public const int Size = 50;

    // Limits the search when few of many entries match the filter. The page shows how far it searched.
    private const long MostSearched = 20_000;

    /// <summary>The page after a cursor; null for the newest.</summary>
    public Task<EntryPage> ReadAsync(
        LicenseDetails license, EntryFilter filter, EntryCursor? behind, CancellationToken cancellation) =>
        reader.RunAsync(async db =>
        {
            var pools = license.Pools.Where(pool => filter.PoolId is null || pool.Id == filter.PoolId).ToList();
            var strands = new List<PoolCursor>();
            foreach (var pool in pools)
            {
                var bound = await BoundAsync(db, pools, pool, filter, behind);
                strands.Add(await StrandAsync(db, pool, filter, bound, cancellation));
            }

            var page = Merge(strands);
            return page with
            {
                Admins = await AdminsAsync(db, page.Entries, cancellation),
                Undone = await UndoneAsync(db, page.Entries, cancellation),
            };
        });

    /// <summary>The sequence below which a pool's entries come after the cursor and before the filter's end.</summary>
    private static async Task<long> BoundAsync(
        CreditsDb db, List<PoolDetails> pools, PoolDetails pool, EntryFilter filter, EntryCursor? behind)
    {
        var end = filter.To is { } to
            ? await PoolTimeline.FirstAsync(db, pool.Id, pool.Sequence, to)
            : pool.Sequence + 1;
        if (behind is not { } place || await PoolTimeline.AtAsync(db, place.PoolId, place.Sequence) is not { } at)
            return end;
        if (place.PoolId == pool.Id)
            return Math.Min(end, place.Sequence);

        // Entries with the same time are in the order of their pools.
        var isEarlier = pools.FindIndex(other => other.Id == place.PoolId) > pools.IndexOf(pool);
        return Math.Min(
            end, await PoolTimeline.FirstAsync(db, pool.Id, pool.Sequence, isEarlier ? at : at.AddTicks(1)));
    }

    private static async Task<PoolCursor> StrandAsync(
        CreditsDb db, PoolDetails pool, EntryFilter filter, long bound, CancellationToken cancellation)
    {
        var first = filter.From is { } from ? await PoolTimeline.FirstAsync(db, pool.Id, pool.Sequence, from) : 1;
        var floor = filter.Kind is null ? first : Math.Max(first, bound - MostSearched);
        var rows = await (
            from entry in db.LedgerEntries
            join transaction in db.LedgerTransactions on entry.TransactionId equals transaction.Id
            where entry.PoolId == pool.Id && entry.Sequence < bound && entry.Sequence >= floor
                && (filter.Kind == null || transaction.Kind == filter.Kind)
            orderby entry.Sequence descending
            select new EntryRow(
                entry.PoolId, entry.Sequence, entry.Credits, entry.BalanceAfter, transaction.Id, transaction.Kind,
                transaction.Cause, transaction.Actor, transaction.Note, transaction.ReversesId, transaction.At))
            .Take(Size + 1).ToListAsync(cancellation);
        var isCut = floor > first && rows.Count <= Size;
        return new PoolCursor(
            new Queue<EntryRow>(rows), new EntryCursor(pool.Id, floor),
            isCut ? await PoolTimeline.AtAsync(db, pool.Id, floor) : null);
    }

    private static EntryPage Merge(List<PoolCursor> strands)
    {
        var entries = new List<EntryRow>(Size);
        EntryCursor? next = null;
        DateTime? searchedBackTo = null;
        while (strands.MaxBy(strand => strand.Head) is { Head: { } } newest)
        {
            if (entries.Count == Size)
            {
                next = new EntryCursor(entries[^1].PoolId, entries[^1].Sequence);
                break;
            }

            if (!newest.Rows.TryDequeue(out var row))
            {
                (next, searchedBackTo) = (newest.Floor, newest.SearchedBackTo);
                break;
            }

            entries.Add(row);
        }

        return new EntryPage(entries, next, searchedBackTo)
        {
            Admins = new Dictionary<string, string>(),
            Undone = new HashSet<Guid>(),
        };
    }

    private static async Task<Dictionary<string, string>> AdminsAsync(
        CreditsDb db, IEnumerable<EntryRow> entries, CancellationToken cancellation)
    {
        const string Prefix = "admin:";
        var ids = entries.Select(entry => entry.Actor).Distinct()
            .Where(actor => actor.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(actor => Guid.Parse(actor[Prefix.Length..])).ToList();
        return ids.Count == 0
            ? []
            : await db.Users.Where(user => ids.Contains(user.Id))
                .ToDictionaryAsync(user => $"{Prefix}{user.Id:N}", user => user.Email!, cancellation);
    }

    private static async Task<HashSet<Guid>> UndoneAsync(
        CreditsDb db, IEnumerable<EntryRow> entries, CancellationToken cancellation)
    {
        var ids = entries.Where(entry => entry.Kind == TransactionKind.Adjustment)
            .Select(entry => (Guid?)entry.TransactionId).Distinct().ToList();
        return ids.Count == 0
            ? []
            : [.. await db.LedgerTransactions
                .Where(undo => undo.Kind == TransactionKind.Adjustment && ids.Contains(undo.ReversesId))
                .Select(undo => undo.ReversesId!.Value).ToListAsync(cancellation)];
    }

    /// <summary>One pool's next entries, and how far it was searched.</summary>
    private sealed record PoolCursor(Queue<EntryRow> Rows, EntryCursor Floor, DateTime? SearchedBackTo)
    {
        /// <summary>The time of the next entry or of the end of the search; null when there is neither.</summary>
        public DateTime? Head => Rows.TryPeek(out var row) ? row.At : SearchedBackTo;
    }
}
