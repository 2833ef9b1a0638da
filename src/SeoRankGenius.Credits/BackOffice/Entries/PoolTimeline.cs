using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.BackOffice.Entries;

/// <summary>
/// Finds moments in a pool's entries. A pool's sequence and its times ascend together, so a moment is found by halving:
/// 20 lookups by key among a million entries, and no index by time that every spend would pay for.
/// </summary>
internal static class PoolTimeline
{
    private const string Find =
        """
        SELECT t."At" FROM "LedgerEntries" e JOIN "LedgerTransactions" t ON t."Id" = e."TransactionId"
        WHERE e."PoolId" = @p0 AND e."Sequence" = @p1
        """;

    /// <summary>When a pool's entry was made (UTC); null when there is none of this sequence.</summary>
    public static async Task<DateTime?> AtAsync(CreditsDb db, Guid poolId, long sequence)
    {
        await using var row = await db.Statements.QueryAsync(Find, [poolId, sequence]);
        return await row.ReadAsync() ? DateTime.SpecifyKind(row.GetDateTime(0), DateTimeKind.Utc) : null;
    }

    /// <summary>The first entry at or after a moment, by sequence; one more than the last when there is none.</summary>
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
