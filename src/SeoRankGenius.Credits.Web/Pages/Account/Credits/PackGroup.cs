using SeoRankGenius.Credits.Catalog;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.Web.Pages.Account.Credits;

/// <summary>The packs of one pool, as the Credits tab of a site offers them. The words are the guide's.</summary>
public sealed record PackGroup(string Domain, PoolKind Pool, IReadOnlyList<Pack> Packs, string Currency)
{
    public string Title => Pool switch
    {
        PoolKind.Shared => "Buy Shared Credits",
        PoolKind.Domain => "Buy Domain Credits",
    };

    public string Sentence => Pool switch
    {
        PoolKind.Shared => "Shared credits are available across ALL websites connected to your license.",
        PoolKind.Domain => "Domain credits are bound to this site only — best for single-site owners.",
    };

    /// <summary><c>shared credits</c>, <c>domain credits</c>.</summary>
    public string Unit => Name + " credits";

    /// <summary><c>shared</c>, <c>domain</c>: also the style's name.</summary>
    public string Name => Pool == PoolKind.Shared ? "shared" : "domain";

    /// <summary>The pack with the lowest price a credit; null when no single pack has it.</summary>
    public Pack? BestValue { get; } = Cheapest(Packs);

    private static Pack? Cheapest(IReadOnlyList<Pack> packs)
    {
        var lowest = packs.Min(PriceOfOne);
        return packs.Count > 1 && packs.Count(pack => PriceOfOne(pack) == lowest) == 1
            ? packs.MinBy(PriceOfOne)
            : null;
    }

    private static decimal PriceOfOne(Pack pack) => (decimal)pack.PriceCents / pack.Credits;
}
