namespace SeoRankGenius.Credits.Usage;

/// <summary>A number of one pack.</summary>
public sealed record PackCount(Pack Pack, long Count);

/// <summary>The cheapest packs that cover a number of credits.</summary>
internal static class CheapestPacks
{
    // Up to this many of the largest pack, all mixes are tried. Beyond, the best-value pack is used first.
    private const int TriedBelow = 20;

    // Odd pack sizes use coarser steps. The result always covers the credits, but may cost slightly more.
    private const int MostSteps = 20_000;

    /// <summary>The cheapest single pack that suffices; on a tie, the larger. Null if none does.</summary>
    public static Pack? CheapestOne(IReadOnlyList<Pack> packs, long credits) => credits <= 0
        ? null
        : packs.Where(pack => pack.Credits >= credits)
            .OrderBy(pack => pack.PriceMinor).ThenByDescending(pack => pack.Credits).FirstOrDefault();

    /// <summary>
    /// The cheapest mix; on a tie, the one with the fewest packs. Dynamic programming in steps of the packs' common
    /// size. Exact if no pack is more than 20 times that size, as in the guide's catalog.
    /// </summary>
    public static IReadOnlyList<PackCount> Cheapest(IReadOnlyList<Pack> packs, long credits)
    {
        if (credits <= 0 || packs.Count == 0)
            return [];

        var largest = packs.Max(pack => pack.Credits);
        var bulk = packs.OrderBy(pack => (decimal)pack.PriceMinor / pack.Credits)
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
        var best = new (long Minor, int Count, Pack? Last)[steps + 1];
        for (long at = 1; at <= steps; at++)
            foreach (var pack in packs)
            {
                var before = best[Math.Max(0, at - pack.Credits / step)];
                var way = (Minor: before.Minor + pack.PriceMinor, Count: before.Count + 1, Last: pack);
                if (best[at].Last is null || (way.Minor, way.Count).CompareTo((best[at].Minor, best[at].Count)) < 0)
                    best[at] = way;
            }

        var chosen = new List<Pack>();
        for (var at = steps; at > 0; at -= chosen[^1].Credits / step)
            chosen.Add(best[at].Last!);
        return chosen;
    }

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
