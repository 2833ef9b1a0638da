using System.ComponentModel;

namespace SeoRankGenius.Credits.Web.Api;

public sealed record EstimateResponse(
    [property: Description("Every page at the feature's least, whole credits.")] long Min,
    [property: Description("Every page at the feature's most, whole credits.")] long Max,
    [property: Description("Total Available now, whole credits.")] long Available,
    [property: Description("yes: covers max. maybe: covers min, not max. no: does not cover min.")] Enough Enough,
    [property: Description("What is missing for max, whole credits; 0 when nothing is.")] long ShortBy,
    [property: Description(
        "The cheapest pack that covers shortBy by itself; null when nothing is missing or no single pack does.")]
    PackResponse? SuggestedPack,
    [property: Description("The cheapest packs that together cover shortBy; empty when nothing is missing.")]
    IReadOnlyList<PackCountResponse> SuggestedPacks)
{
    public static EstimateResponse Of(Estimate estimate, string currency) => new(
        estimate.Min, estimate.Max, estimate.Available, estimate.Enough, estimate.ShortBy,
        estimate.OnePack is { } one ? PackResponse.Of(one, currency) : null,
        [.. estimate.Packs.Select(same => new PackCountResponse(PackResponse.Of(same.Pack, currency), same.Count))]);
}

[Description("Credits for money, bought once, on the site's Credits tab (topUpUrl).")]
public sealed record PackResponse(
    string Code,
    [property: Description("shared: for every site of the license. domain: for this site only.")] PoolKind Pool,
    [property: Description("Whole credits.")] long Credits,
    [property: Description("Whole cents.")] long PriceCents,
    [property: Description("Three small letters, such as usd.")] string Currency)
{
    public static PackResponse Of(Pack pack, string currency) =>
        new(pack.Code, pack.Pool, pack.Credits, pack.PriceMinor, currency);
}

public sealed record PackCountResponse(PackResponse Pack, [property: Description("How many of it.")] long Count);
