namespace SeoRankGenius.Credits.Ledger.Entries;

/// <summary>
/// Finds a pool's entries by time. Sequence and time ascend together, so a binary search by key suffices: 20 lookups
/// among a million entries. An index by time would make every spend slower.
/// </summary>
internal static class PoolTimeline
{
    private const string Find =
        """
        SELECT t."At" FROM "LedgerEntries" e JOIN "LedgerTransactions" t ON t."Id" = e."TransactionId"
        WHERE e."PoolId" = @p0 AND e."Sequence" = @p1
        """;

    /// <summary>The time of a pool's entry (UTC); null when there is none with this sequence.</summary>
    public static async Task<DateTime?> AtAsync(CreditsDb db, Guid poolId, long sequence)
    {
        await using var row = await db.Statements.QueryAsync(Find, [poolId, sequence]);
        return await row.ReadAsync() ? DateTime.SpecifyKind(row.GetDateTime(0), DateTimeKind.Utc) : null;
    }

    /// <summary>
    /// The sequence of the first entry at or after a time; one more than the last when there is none.
    /// </summary>
    public static async Task<long> FirstAsync(CreditsDb db, Guid poolId, long lastSequence, DateTime from)
    {
        var (low, high) = (1L, lastSequence + 1);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (await AtAsync(db, poolId, middle) < from)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>
    /// A pool's balances at times (UTC): after its last entry at or before each; 0 before the first. All are searched
    /// together, so that many cost no more queries than one: about 20 for a million entries.
    /// </summary>
    public static async Task<Dictionary<DateTime, long>> BalancesAsync(
        CreditsDb db, Guid poolId, IEnumerable<DateTime> times)
    {
        var last = await db.Pools.Where(pool => pool.Id == poolId).Select(pool => pool.Sequence).SingleAsync();
        // The sequence of that entry is in the range.
        var ranges = times.Distinct().ToDictionary(time => time, _ => (Low: 0L, High: last));
        while (ranges.Where(range => range.Value.Low < range.Value.High).ToList() is { Count: > 0 } open)
        {
            var middles = open.ConvertAll(range => Middle(range.Value)).Distinct().ToList();
            var at = await (
                from entry in db.LedgerEntries
                join transaction in db.LedgerTransactions on entry.TransactionId equals transaction.Id
                where entry.PoolId == poolId && middles.Contains(entry.Sequence)
                select new { entry.Sequence, transaction.At }).ToDictionaryAsync(row => row.Sequence, row => row.At);
            foreach (var (time, range) in open)
                ranges[time] = at[Middle(range)] <= time
                    ? range with { Low = Middle(range) }
                    : range with { High = Middle(range) - 1 };
        }

        var found = ranges.Values.Select(range => range.Low).Distinct().ToList();
        var balances = await db.LedgerEntries
            .Where(entry => entry.PoolId == poolId && found.Contains(entry.Sequence))
            .ToDictionaryAsync(entry => entry.Sequence, entry => entry.BalanceAfter);
        return ranges.ToDictionary(range => range.Key, range => balances.GetValueOrDefault(range.Value.Low));
    }

    private static long Middle((long Low, long High) range) => (range.Low + range.High + 1) / 2;
}
