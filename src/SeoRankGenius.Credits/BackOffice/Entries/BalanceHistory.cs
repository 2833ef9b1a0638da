using SeoRankGenius.Credits.BackOffice.Licenses;

namespace SeoRankGenius.Credits.BackOffice.Entries;

/// <summary>A balance from a time (UTC) on. Whole credits.</summary>
public readonly record struct BalancePoint(DateTime At, long Balance);

/// <summary>
/// Reads balances over time. Samples evenly spaced entries by key, so a million entries cost as much as a hundred. The
/// first and last balance are exact; a peak between two points may be missing.
/// </summary>
public sealed class BalanceHistory(Reader reader, TimeProvider time)
{
    public const int MostPools = 12;

    // Of one pool, and of each of many.
    private const int MostPoints = 60, LeastPoints = 10;

    /// <summary>
    /// The pools' total balance from a time until now: at most 60 points of one pool, about 120 of several. The first
    /// is at that time.
    /// </summary>
    public Task<IReadOnlyList<BalancePoint>> ReadAsync(
        IReadOnlyList<PoolDetails> pools, DateTime from, CancellationToken cancellation) =>
        reader.RunAsync<IReadOnlyList<BalancePoint>>(async db =>
        {
            var steps = new List<(DateTime At, int Pool, long Balance)>();
            var most = Math.Clamp(2 * MostPoints / Math.Max(pools.Count, 1), LeastPoints, MostPoints);
            for (var i = 0; i < pools.Count; i++)
                steps.AddRange((await PointsAsync(db, pools[i], from, most, cancellation))
                    .Select(point => (point.At, i, point.Balance)));
            return Sum(steps, pools.Count, time.GetUtcNow().UtcDateTime);
        });

    private static async Task<List<BalancePoint>> PointsAsync(
        CreditsDb db, PoolDetails pool, DateTime from, int most, CancellationToken cancellation)
    {
        var first = await PoolTimeline.FirstAsync(db, pool.Id, pool.Sequence, from);
        var sequences = Spread(first, pool.Sequence, most).Prepend(first - 1).ToList();
        var rows = await (
            from entry in db.LedgerEntries
            join transaction in db.LedgerTransactions on entry.TransactionId equals transaction.Id
            where entry.PoolId == pool.Id && sequences.Contains(entry.Sequence)
            orderby entry.Sequence
            select new { entry.Sequence, transaction.At, entry.BalanceAfter }).ToListAsync(cancellation);
        var before = rows.FirstOrDefault(row => row.Sequence < first)?.BalanceAfter ?? 0;
        return
        [
            new BalancePoint(from, before),
            .. rows.Where(row => row.Sequence >= first).Select(row => new BalancePoint(row.At, row.BalanceAfter)),
        ];
    }

    private static IEnumerable<long> Spread(long first, long last, int most)
    {
        var count = last - first + 1;
        return count <= most
            ? Enumerable.Range(0, (int)Math.Max(count, 0)).Select(i => first + i)
            : Enumerable.Range(0, most).Select(i => first + (count - 1) * i / (most - 1));
    }

    private static List<BalancePoint> Sum(List<(DateTime At, int Pool, long Balance)> steps, int pools, DateTime now)
    {
        var balances = new long[pools];
        var points = new List<BalancePoint>();
        foreach (var moment in steps.GroupBy(step => step.At).OrderBy(moment => moment.Key))
        {
            foreach (var step in moment)
                balances[step.Pool] = step.Balance;
            points.Add(new BalancePoint(moment.Key, balances.Sum()));
        }

        if (points.Count > 0 && points[^1].At < now)
            points.Add(new BalancePoint(now, points[^1].Balance));
        return points;
    }
}
