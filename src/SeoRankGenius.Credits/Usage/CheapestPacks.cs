using SeoRankGenius.Credits.Catalog;

namespace SeoRankGenius.Credits.Usage;

/// <summary>So many of one pack.</summary>
public sealed record PackCount(Pack Pack, long Count);

/// <summary>The least money that buys at least so many credits.</summary>
internal static class CheapestPacks
{
    // Below so many of the largest pack every mix is tried; above, the best value fills up first.
    private const int TriedBelow = 20;

    // Odd sizes are tried in coarser steps, which always covers and may cost a little more than need be.
    private const int MostSteps = 20_000;

    /// <summary>The cheapest pack that suffices alone, among equals the larger; null if none does.</summary>
    public static Pack? CheapestOne(IReadOnlyList<Pack> packs, long credits) => credits <= 0
        ? null
        : packs.Where(pack => pack.Credits >= credits)
            .OrderBy(pack => pack.PriceCents).ThenByDescending(pack => pack.Credits).FirstOrDefault();

    /// <summary>
    /// The cheapest mix, among equals with the fewest packs: the cheapest way to each step of the packs' common size,
    /// from the ground up. Exact where no pack is more than 20 times their common size, as with the guide's.
    /// </summary>
    public static IReadOnlyList<PackCount> Cheapest(IReadOnlyList<Pack> packs, long credits)
    {
        if (credits <= 0 || packs.Count == 0)
            return [];

        var largest = packs.Max(pack => pack.Credits);
        var bulk = packs.OrderBy(pack => (decimal)pack.PriceCents / pack.Credits)
            .ThenByDescending(pack => pack.Credits).First();
        var bulks = Math.Max(0, (credits - TriedBelow * largest) / bulk.Credits);
        var step = Math.Max(
            packs.Select(pack => pack.Credits).Aggregate(GreatestCommonDivisor),
            TriedBelow * largest / MostSteps);
        var counts = new Dictionary<Pack, long> { [bulk] = bulks };
        foreach (var pack in Try([.. packs.Where(pack => pack.Credits >= step)], step, credits - bulks * bulk.Credits))
            counts[pack] = counts.GetValueOrDefault(pack) + 1;
        return
        [
            .. counts.Where(same => same.Value > 0)
                .Select(same => new PackCount(same.Key, same.Value))
                .OrderByDescending(same => same.Pack.Credits),
        ];
    }

    private static List<Pack> Try(IReadOnlyList<Pack> packs, long step, long credits)
    {
        var steps = (credits + step - 1) / step;
        var best = new (long Cents, int Count, Pack? Last)[steps + 1];
        for (long at = 1; at <= steps; at++)
            foreach (var pack in packs)
            {
                var before = best[Math.Max(0, at - pack.Credits / step)];
                var way = (Cents: before.Cents + pack.PriceCents, Count: before.Count + 1, Last: pack);
                if (best[at].Last is null || (way.Cents, way.Count).CompareTo((best[at].Cents, best[at].Count)) < 0)
                    best[at] = way;
            }

        var chosen = new List<Pack>();
        for (var at = steps; at > 0; at -= chosen[^1].Credits / step)
            chosen.Add(best[at].Last!);
        return chosen;
    }

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
