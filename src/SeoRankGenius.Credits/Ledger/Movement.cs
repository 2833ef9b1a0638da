namespace SeoRankGenius.Credits.Ledger;

/// <summary>Credits into (positive) or out of (negative) one pool.</summary>
public readonly record struct Leg(Guid PoolId, long Credits);

/// <summary>
/// The input of <see cref="CreditLedger"/>: a kind, a unique cause, an actor, and one leg per pool. Legs are in the
/// global locking order of pools, Shared before Domain. Legs of zero credits are omitted.
/// </summary>
public sealed record Movement(TransactionKind Kind, string Cause, string Actor)
{
    private readonly List<Leg> _legs = [];

    public IReadOnlyList<Leg> Legs => _legs;

    public string? Note { get; init; }
    public Guid? ReversesId { get; init; }

    public static Movement Into(Guid poolId, long credits, TransactionKind kind, string cause, string actor) =>
        new Movement(kind, cause, actor).Add(poolId, credits);

    /// <summary>Takes a draw out of a site's two pools.</summary>
    public Movement Take(Draw draw, Guid domainPoolId, Guid sharedPoolId) =>
        Add(sharedPoolId, -draw.Shared).Add(domainPoolId, -draw.Domain);

    /// <summary>Returns credits to the pools that they came from.</summary>
    public Movement Return(Draw draw, Guid domainPoolId, Guid sharedPoolId) =>
        Add(sharedPoolId, draw.Shared).Add(domainPoolId, draw.Domain);

    /// <summary>Adds legs that are already in the locking order.</summary>
    public Movement With(IEnumerable<Leg> legs)
    {
        foreach (var leg in legs)
            Add(leg.PoolId, leg.Credits);
        return this;
    }

    private Movement Add(Guid poolId, long credits)
    {
        if (credits != 0)
            _legs.Add(new Leg(poolId, credits));
        return this;
    }
}

/// <summary>
/// Called inside the transaction after credits returned to a pool that had been out of it since a time (UTC). A module
/// above registers what it does then.
/// </summary>
public delegate Task CreditsReturned(CreditsDb db, Guid poolId, long credits, DateTime outSince);
