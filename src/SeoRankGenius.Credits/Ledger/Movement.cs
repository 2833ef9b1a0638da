namespace SeoRankGenius.Credits.Ledger;

/// <summary>Credits into (above zero) or out of (below zero) one pool.</summary>
public readonly record struct Leg(Guid PoolId, long Credits);

/// <summary>
/// What <see cref="CreditLedger"/> posts: a kind, its unique cause, who did it, and a leg a pool. Legs stand in the
/// order in which pools are locked everywhere, Domain before Shared; legs of zero credits are left out.
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
        Add(domainPoolId, -draw.Domain).Add(sharedPoolId, -draw.Shared);

    /// <summary>Gives credits back to the pools that they came from.</summary>
    public Movement Return(Draw draw, Guid domainPoolId, Guid sharedPoolId) =>
        Add(domainPoolId, draw.Domain).Add(sharedPoolId, draw.Shared);

    /// <summary>Any legs, which stand in the order of locking already.</summary>
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
