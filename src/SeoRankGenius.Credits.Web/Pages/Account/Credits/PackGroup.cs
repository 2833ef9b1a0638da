namespace SeoRankGenius.Credits.Web.Pages.Account.Credits;

/// <summary>The packs of one pool that a site's Credits tab offers. The texts are the guide's.</summary>
public sealed record PackGroup(string Domain, PoolKind Pool, IReadOnlyList<Pack> Packs, string Currency)
{
    public string Sentence => Pool switch
    {
        PoolKind.Shared => "Shared credits are available across ALL websites connected to your license.",
        PoolKind.Domain => "Domain credits are bound to this site only — best for single-site owners.",
    };

    /// <summary>The pack with the lowest price per credit; null when no single pack has it.</summary>
    public Pack? BestValue
    {
        get
        {
            var cheapest = Packs.GroupBy(pack => (decimal)pack.PriceMinor / pack.Credits).MinBy(group => group.Key);
            return Packs.Count > 1 && cheapest?.ToList() is [var only] ? only : null;
        }
    }
}
