namespace SeoRankGenius.Credits.Ledger;

/// <summary>Names, codes and ids of the kinds of pools.</summary>
public static class PoolKinds
{
    /// <summary>In the order shown on pages.</summary>
    public static readonly IReadOnlyList<PoolKind> All = [PoolKind.Shared, PoolKind.Domain];

    /// <summary><c>shared</c>, <c>domain</c>: used in addresses and metadata, and in "5,000 shared credits".</summary>
    public static string Code(this PoolKind pool) => pool switch
    {
        PoolKind.Shared => "shared",
        PoolKind.Domain => "domain",
    };

    /// <summary><c>Shared Credits</c>, <c>Domain Credits</c>.</summary>
    public static string Title(this PoolKind pool) => pool switch
    {
        PoolKind.Shared => "Shared Credits",
        PoolKind.Domain => "Domain Credits",
    };

    /// <summary>The kind with a code; null for any other text.</summary>
    public static PoolKind? FromCode(string? code) => code switch
    {
        "shared" => PoolKind.Shared,
        "domain" => PoolKind.Domain,
        _ => null,
    };

    /// <summary>The id of a site's pool: the license's id for Shared, the site's own for Domain.</summary>
    public static Guid Id(this PoolKind pool, Guid licenseId, Guid siteId) => pool switch
    {
        PoolKind.Shared => licenseId,
        PoolKind.Domain => siteId,
    };
}
