namespace SeoRankGenius.Credits.Ledger;

/// <summary>
/// The only code that moves credits. Works inside the caller's transaction (<see cref="Writer"/>), so a movement, its
/// cause and the stored response are committed together or not at all. The rules are in <c>docs/ledger.md</c>; the
/// schema enforces each of them as well.
/// </summary>
public sealed class CreditLedger(TimeProvider time)
{
    private const string LockPool =
        """SELECT "Balance", "Sequence", "IsTest" FROM "Pools" /*lock*/ WHERE "Id" = @p0""";

    /// <summary>Locks one pool. A caller that needs both pools of a site locks Shared before Domain.</summary>
    internal static LockedPool Lock(CreditsDb db, Guid poolId)
    {
        using var row = db.Statements.Query(LockPool, [poolId]);
        return row.Read()
            ? new LockedPool(poolId, row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2))
            : throw new InvalidOperationException($"There is no pool {poolId}.");
    }

    /// <summary>
    /// Locks a site's two pools, Shared before Domain, and returns what the site has: a test site no Shared Credits.
    /// </summary>
    internal static Balances Lock(CreditsDb db, Guid siteId, Guid licenseId)
    {
        var shared = Lock(db, licenseId);
        return Balances.Of(shared, Lock(db, siteId));
    }

    /// <summary>
    /// Posts one movement: its transaction, one entry per leg, the balances. Refuses with
    /// <see cref="RefusalCode.InsufficientCredits"/> if a pool would fall below zero, before it writes anything. Not
    /// repeatable: posting a cause twice is a broken invariant. The caller checks first.
    /// </summary>
    /// <param name="db">Must be in the caller's transaction.</param>
    /// <param name="movement">The movement to post. Its pools are locked in the order of its legs.</param>
    /// <param name="locked">Pools that the caller has already locked; they are not read again.</param>
    /// <returns>The transaction's id.</returns>
    internal Guid Post(CreditsDb db, Movement movement, params ReadOnlySpan<LockedPool> locked)
    {
        var batch = Batch();
        foreach (var pool in locked)
            batch.Add(pool);
        foreach (var leg in movement.Legs)
            if (!batch.Has(leg.PoolId))
                batch.Add(Lock(db, leg.PoolId));
        var id = batch.Post(movement);
        batch.Write(db);
        return id;
    }

    /// <summary>A batch for several movements of one transaction.</summary>
    internal LedgerBatch Batch() => new(time.GetUtcNow());
}
