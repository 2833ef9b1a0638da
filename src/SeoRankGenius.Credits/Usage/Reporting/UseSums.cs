namespace SeoRankGenius.Credits.Usage.Reporting;

/// <summary>Net credits that a site used of a pool on one day (UTC).</summary>
internal sealed record UseSum(DateOnly Day, Guid PoolId, Guid SiteId, long Credits);

/// <summary>
/// Sums the uses of pools by day and site: spends and holds, less what holds returned. Reads a pool's entries of the
/// period by key.
/// </summary>
internal static class UseSums
{
    private const string Site = "site:";

    public static async Task<List<UseSum>> ReadAsync(
        CreditsDb db, IReadOnlyList<OwnedPool> pools, DateTime from, DateTime to, CancellationToken cancellation)
    {
        var sums = new List<UseSum>();
        foreach (var pool in pools.Where(pool => pool.Sequence > 0))
        {
            var first = await PoolTimeline.FirstAsync(db, pool.Id, pool.Sequence, from);
            var end = await PoolTimeline.FirstAsync(db, pool.Id, pool.Sequence, to);
            if (first < end)
                sums.AddRange(await ReadAsync(db, pool.Id, first, end, cancellation));
        }

        return sums;
    }

    private static async Task<List<UseSum>> ReadAsync(
        CreditsDb db, Guid poolId, long first, long end, CancellationToken cancellation)
    {
        var sums = await (
            from entry in db.LedgerEntries
            join transaction in db.LedgerTransactions on entry.TransactionId equals transaction.Id
            where entry.PoolId == poolId && entry.Sequence >= first && entry.Sequence < end
                && (transaction.Kind == TransactionKind.Spend || transaction.Kind == TransactionKind.HoldPlaced
                    || transaction.Kind == TransactionKind.HoldReturned
                    || transaction.Kind == TransactionKind.SpendReturned)
            group entry.Credits by new
            {
                transaction.Actor, transaction.At.Year, transaction.At.Month, transaction.At.Day,
            }
            into day
            select new { day.Key, Credits = day.Sum() }).ToListAsync(cancellation);
        return sums.ConvertAll(sum => new UseSum(
            new DateOnly(sum.Key.Year, sum.Key.Month, sum.Key.Day), poolId,
            Guid.Parse(sum.Key.Actor[Site.Length..]), -sum.Credits));
    }
}
