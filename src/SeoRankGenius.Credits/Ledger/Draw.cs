namespace SeoRankGenius.Credits.Ledger;

/// <summary>How many credits a spend takes from each pool. Whole credits.</summary>
public readonly record struct Draw(long Domain, long Shared)
{
    public long Total => Domain + Shared;

    public static Draw operator -(Draw whole, Draw part) =>
        new(whole.Domain - part.Domain, whole.Shared - part.Shared);

    /// <summary>The part of this draw that was drawn first, Domain before Shared.</summary>
    public Draw First(long credits) => new(Math.Min(Domain, credits), credits - Math.Min(Domain, credits));

    /// <summary>
    /// Draws from Domain first, then Shared, all or nothing. Null if both together hold less than
    /// <paramref name="credits"/>. Source: the guide's pools, <c>docs/ledger.md</c> rule 5.
    /// </summary>
    public static Draw? From(Balances balances, long credits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(credits);
        if (balances.Total < credits)
            return null;

        var domain = Math.Min(balances.Domain, credits);
        return new Draw(domain, credits - domain);
    }
}

/// <summary>What a site can spend: its Domain pool and its license's Shared pool. Whole credits.</summary>
public readonly record struct Balances(long Shared, long Domain)
{
    public long Total => Shared + Domain;

    /// <summary>The balances of a license's pool and a site's own. A test site has no Shared Credits.</summary>
    internal static Balances Of(LockedPool shared, LockedPool own) =>
        new(own.IsTest ? 0 : shared.Balance, own.Balance);

    public long Of(PoolKind pool) => pool switch
    {
        PoolKind.Shared => Shared,
        PoolKind.Domain => Domain,
    };

    public static Balances operator -(Balances before, Draw draw) =>
        new(before.Shared - draw.Shared, before.Domain - draw.Domain);
}
