namespace SeoRankGenius.Credits.Web.Pages.Account.Credits;

/// <summary>The form "Plan a run" with its input and its result.</summary>
public sealed record RunEstimate(IReadOnlyList<Feature> Features, string Currency)
{
    public string? Feature { get; private init; }

    /// <summary>As typed.</summary>
    public string? Pages { get; private init; }

    /// <summary>Null before the form is sent, and for invalid input.</summary>
    public Estimate? Estimate { get; private init; }

    /// <summary>What to correct; null for valid input.</summary>
    public string? Error { get; private init; }

    /// <summary>The result in a word or two.</summary>
    public string Verdict => Estimate?.Enough switch
    {
        Enough.Yes => "Enough.",
        Enough.Maybe => "Maybe enough.",
        Enough.No => "Not enough.",
        null => "",
    };

    /// <summary>The packs that cover the shortfall: <c>2 × 1,000 shared credits for $10</c>.</summary>
    public string Cover => Estimate is null or { Packs.Count: 0 } ? "" : string.Join(" and ", Estimate.Packs
            .Select(some => (some.Count > 1 ? Format.Number(some.Count) + " × " : "")
                + Format.Credits(some.Pack.Credits, some.Pack.Pool)))
        + " for " + Format.Price(Estimate.Packs.Sum(some => some.Count * some.Pack.PriceMinor), Currency);

    /// <summary>This form with an estimate, or with the error in its input; itself when nothing was sent.</summary>
    public RunEstimate With(Estimating estimating, string? feature, string? pages, Balances balances)
    {
        if (feature is null && pages is null)
            return this;

        var form = this with { Feature = feature, Pages = pages };
        if (Parse.Number(pages) is not { } count)
            return form with { Error = "Enter a number of pages, such as 250." };
        try
        {
            return form with { Estimate = estimating.Estimate(feature ?? "", count, balances) };
        }
        catch (Refusal refusal) when (refusal.Facts["errors"] is Dictionary<string, string[]> errors)
        {
            return form with { Error = errors.Values.First()[0] };
        }
    }
}
