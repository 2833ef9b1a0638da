using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.Usage;

public enum Enough
{
    /// <summary>Even the dearest run is covered.</summary>
    Yes,

    /// <summary>The cheapest run is covered, the dearest is not.</summary>
    Maybe,

    /// <summary>Not even the cheapest run is covered.</summary>
    No,
}

/// <summary>What a run may cost, held against what there is. Whole credits.</summary>
/// <param name="Min">Every page at the feature's least.</param>
/// <param name="Max">Every page at the feature's most.</param>
/// <param name="Available">Total Available now.</param>
/// <param name="Enough">Is it covered?</param>
/// <param name="ShortBy">What is missing for the dearest run; 0 when it is covered.</param>
/// <param name="Packs">The cheapest packs that cover what is missing; empty when nothing is.</param>
public sealed record Estimate(
    long Min, long Max, long Available, Enough Enough, long ShortBy, IReadOnlyList<Pack> Packs);

/// <summary>Says before a run whether the credits suffice. Reads nothing, changes nothing.</summary>
public sealed class Estimating(PriceList catalog)
{
    public const int MostPages = 100_000;

    /// <summary>Refuses an unknown feature, and pages other than 1 to 100,000.</summary>
    public Estimate Estimate(string feature, long pages, Balances balances)
    {
        new RequestRules(catalog)
            .Feature(feature)
            .Between(pages, 1, MostPages, "pages", "A run has 1 to 100,000 pages.")
            .Enforce();
        var known = catalog.Features.First(candidate => candidate.Code == feature);
        var (min, max) = (known.MinCredits * pages, known.MaxCredits * pages);
        var shortBy = Math.Max(0, max - balances.Total);
        var enough = shortBy == 0 ? Enough.Yes : balances.Total >= min ? Enough.Maybe : Enough.No;
        return new Estimate(min, max, balances.Total, enough, shortBy, CheapestCover(catalog.Packs, shortBy));
    }

    /// <summary>
    /// The least money that buys at least so many credits, in any mix of packs; among equals the fewest packs. Exact:
    /// the cheapest way to each step of the packs' common size, from the ground up.
    /// </summary>
    internal static IReadOnlyList<Pack> CheapestCover(IReadOnlyList<Pack> packs, long credits)
    {
        if (credits <= 0 || packs.Count == 0)
            return [];

        var step = packs.Select(pack => pack.Credits).Aggregate(GreatestCommonDivisor);
        // So large a gap is filled with the best value first; the rest decides exactly.
        var bulk = packs.OrderBy(pack => (decimal)pack.PriceCents / pack.Credits)
            .ThenByDescending(pack => pack.Credits).First();
        var most = packs.Max(pack => pack.Credits);
        var bulks = Math.Max(0, (credits - ExactBelow * most) / bulk.Credits);
        var steps = (int)((credits - bulks * bulk.Credits + step - 1) / step);

        var best = new (long Cents, int Count, Pack? Last)[steps + 1];
        for (var at = 1; at <= steps; at++)
            best[at] = packs
                .Select(pack => (Before: best[Math.Max(0, at - pack.Credits / step)], Pack: pack))
                .Select(way => (way.Before.Cents + way.Pack.PriceCents, way.Before.Count + 1, (Pack?)way.Pack))
                .MinBy(way => (way.Item1, way.Item2));

        var chosen = new List<Pack>(Enumerable.Repeat(bulk, (int)bulks));
        for (long at = steps; at > 0; at -= chosen[^1].Credits / step)
            chosen.Add(best[at].Last!);
        return [.. chosen.OrderByDescending(pack => pack.Credits)];
    }

    // Below so many of the largest pack every mix is tried.
    private const int ExactBelow = 20;

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
