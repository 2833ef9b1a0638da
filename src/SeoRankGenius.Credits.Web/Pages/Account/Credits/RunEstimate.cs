using System.Globalization;
using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Usage;
using SeoRankGenius.Credits.Web.Formatting;

namespace SeoRankGenius.Credits.Web.Pages.Account.Credits;

/// <summary>The form "Plan a run" with what was asked and what came of it.</summary>
public sealed record RunEstimate(IReadOnlyList<Feature> Features, string Currency)
{
    public string? Feature { get; private init; }

    /// <summary>As it was typed.</summary>
    public string? Pages { get; private init; }

    /// <summary>Null before anything was asked, and when it could not be answered.</summary>
    public Estimate? Estimate { get; private init; }

    /// <summary>What is wrong with what was typed, as a sentence.</summary>
    public string? Fault { get; private init; }

    /// <summary>The answer in a word or two.</summary>
    public string Verdict => Estimate?.Enough switch
    {
        Enough.Yes => "Enough.",
        Enough.Maybe => "Maybe enough.",
        Enough.No => "Not enough.",
        null => "",
    };

    /// <summary>The packs that cover what is missing: <c>2 × 1,000 shared credits for $10</c>.</summary>
    public string Cover => Estimate is null or { Packs.Count: 0 } ? "" : string.Join(" and ", Estimate.Packs
            .Select(some => (some.Count > 1 ? Format.Number(some.Count) + " × " : "")
                + Format.Number(some.Pack.Credits)
                + (some.Pack.Pool == PoolKind.Shared ? " shared credits" : " domain credits")))
        + " for " + Format.Price(Estimate.Packs.Sum(some => some.Count * some.Pack.PriceCents), Currency);

    /// <summary>Answers what was typed; nothing typed, nothing answered.</summary>
    public RunEstimate Ask(Estimating estimating, string? feature, string? pages, Balances balances)
    {
        if (feature is null && pages is null)
            return this;

        var asked = this with { Feature = feature, Pages = pages };
        if (!long.TryParse(pages, NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite
            | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
            return asked with { Fault = "Please give the number of pages, such as 250." };
        try
        {
            return asked with { Estimate = estimating.Estimate(feature ?? "", number, balances) };
        }
        catch (Refusal no) when (no.Facts["errors"] is Dictionary<string, string[]> errors)
        {
            return asked with { Fault = errors.Values.First()[0] };
        }
    }
}
