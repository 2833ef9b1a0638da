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
}
