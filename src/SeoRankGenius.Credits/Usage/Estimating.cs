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
/// <param name="OnePack">
/// The cheapest pack that covers what is missing by itself; null when nothing is missing, or when no single pack does.
/// </param>
/// <param name="Packs">The cheapest packs that together cover what is missing; empty when nothing is.</param>
public sealed record Estimate(
    long Min, long Max, long Available, Enough Enough, long ShortBy, Pack? OnePack, IReadOnlyList<PackCount> Packs);

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
        return new Estimate(
            min, max, balances.Total, enough, shortBy,
            CheapestPacks.CheapestOne(catalog.Packs, shortBy), CheapestPacks.Cheapest(catalog.Packs, shortBy));
    }
}
