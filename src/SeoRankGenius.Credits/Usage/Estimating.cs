namespace SeoRankGenius.Credits.Usage;

public enum Enough
{
    /// <summary>The most expensive run is covered.</summary>
    Yes,

    /// <summary>The cheapest run is covered, the most expensive is not.</summary>
    Maybe,

    /// <summary>The cheapest run is not covered.</summary>
    No,
}

/// <summary>The possible cost of a run, compared to the balance. Whole credits.</summary>
/// <param name="Min">Every page at the feature's minimum.</param>
/// <param name="Max">Every page at the feature's maximum.</param>
/// <param name="Available">Total Available now.</param>
/// <param name="Enough">Whether the run is covered.</param>
/// <param name="ShortBy">Credits missing for the most expensive run; 0 if it is covered.</param>
/// <param name="OnePack">
/// The cheapest single pack that covers the missing credits; null if none are missing or no single pack suffices.
/// </param>
/// <param name="Packs">The cheapest packs that together cover the missing credits; empty if none are missing.</param>
public sealed record Estimate(
    long Min, long Max, long Available, Enough Enough, long ShortBy, Pack? OnePack, IReadOnlyList<PackCount> Packs);

/// <summary>Estimates before a run whether the credits suffice. Reads and changes nothing.</summary>
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
