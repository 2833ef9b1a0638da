namespace SeoRankGenius.Credits.Ledger;

/// <summary>
/// The only code that moves credits. Works inside the caller's transaction (<see cref="Writer"/>), so a movement, its
/// cause and the stored response are committed together or not at all. The rules are in <c>docs/ledger.md</c>; the
/// schema enforces each of them as well.
/// </summary>
public sealed class CreditLedger(TimeProvider time)
{
    private const string InsertTransaction =
        """
        INSERT INTO "LedgerTransactions" ("Id", "Kind", "Cause", "Actor", "Note", "ReversesId", "At")
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        """;

    private const string InsertEntry =
        """
        INSERT INTO "LedgerEntries" ("PoolId", "Sequence", "TransactionId", "Credits", "BalanceAfter")
        VALUES (@p0, @p1, @p2, @p3, @p4)
        """;

    private const string UpdatePool =
        """UPDATE "Pools" SET "Balance" = @p0, "Sequence" = @p1 WHERE "Id" = @p2 AND "Sequence" = @p3""";

    private const string LockPool =
        """SELECT "Balance", "Sequence" FROM "Pools" /*lock*/ WHERE "Id" = @p0""";

    /// <summary>Locks one pool. A caller that needs both pools of a site locks Domain before Shared.</summary>
    internal static LockedPool Lock(CreditsDb db, Guid poolId)
    {
        using var row = db.Statements.Query(LockPool, [poolId]);
        return row.Read()
            ? new LockedPool(poolId, row.GetInt64(0), row.GetInt64(1))
            : throw new InvalidOperationException($"There is no pool {poolId}.");
    }

    /// <summary>Locks a site's two pools, Domain before Shared, and returns their balances.</summary>
    internal static Balances Lock(CreditsDb db, Guid siteId, Guid licenseId)
    {
        var domain = Lock(db, siteId).Balance;
        return new Balances(Lock(db, licenseId).Balance, domain);
    }

    /// <summary>
    /// Posts one movement: its transaction, one entry per leg, the balances. Refuses with
    /// <see cref="RefusalCode.InsufficientCredits"/> if a pool would fall below zero. Not repeatable: posting a cause
    /// twice is a broken invariant. The caller checks first.
    /// </summary>
    /// <param name="db">Must be in the caller's transaction.</param>
    /// <param name="movement">The movement to post.</param>
    /// <param name="locked">Pools that the caller has already locked; they are not read again.</param>
    /// <returns>The transaction's id.</returns>
    internal Guid Post(CreditsDb db, Movement movement, params ReadOnlySpan<LockedPool> locked)
    {
        if (movement.Legs.Count == 0)
            throw new InvalidOperationException($"Movement {movement.Cause} moves nothing.");

        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        db.Statements.Execute(
            InsertTransaction,
            [
                id, movement.Kind.ToString(), movement.Cause, movement.Actor, movement.Note, movement.ReversesId,
                now.UtcDateTime,
            ]);
        foreach (var leg in movement.Legs)
            PostLeg(db, id, leg, Of(leg.PoolId, locked) ?? Lock(db, leg.PoolId));
        return id;
    }

    private static LockedPool? Of(Guid poolId, ReadOnlySpan<LockedPool> locked)
    {
        foreach (var pool in locked)
            if (pool.Id == poolId)
                return pool;
        return null;
    }

    private static void PostLeg(CreditsDb db, Guid transactionId, Leg leg, LockedPool pool)
    {
        var after = checked(pool.Balance + leg.Credits);
        if (after < 0)
            throw new Refusal(
                    RefusalCode.InsufficientCredits,
                    FormattableString.Invariant($"Only {pool.Balance:N0} credits are in this pool."))
                .With("required", -leg.Credits)
                .With("available", pool.Balance);

        // Insert the entry first: a trigger requires a new balance to match the last entry.
        var sequence = pool.Sequence + 1;
        db.Statements.Execute(InsertEntry, [leg.PoolId, sequence, transactionId, leg.Credits, after]);
        if (db.Statements.Execute(UpdatePool, [after, sequence, leg.PoolId, pool.Sequence]) != 1)
            throw new InvalidOperationException($"Pool {leg.PoolId} moved while it was locked.");
    }
}
