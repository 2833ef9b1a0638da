using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Ledger;

/// <summary>
/// The only code that moves credits. Works inside the caller's transaction (<see cref="Writer"/>), so a movement, what
/// caused it and what is answered are committed together or not at all. The rules are those of <c>docs/ledger.md</c>;
/// the schema holds each of them a second time.
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

    /// <summary>Locks a site's two pools, Domain before Shared, and reads what they hold.</summary>
    internal static Balances Lock(CreditsDb db, Guid siteId, Guid licenseId)
    {
        var domain = LockPool(db, siteId).Balance;
        return new Balances(LockPool(db, licenseId).Balance, domain);
    }

    /// <summary>Locks a license's Shared pool, and with it whatever its sites want to do at this moment.</summary>
    internal static void LockShared(CreditsDb db, Guid licenseId) => LockPool(db, licenseId);

    /// <summary>
    /// Posts one movement: its transaction, an entry a leg, the balances. Refuses with
    /// <see cref="RefusalCode.InsufficientCredits"/> what would leave a pool below zero. Not repeatable: a cause that
    /// was posted before is a broken invariant, which the caller rules out by looking first.
    /// </summary>
    /// <returns>The transaction's id.</returns>
    internal Guid Post(CreditsDb db, Movement movement)
    {
        if (movement.Legs.Count == 0)
            throw new InvalidOperationException($"Movement {movement.Cause} moves nothing.");

        var id = Guid.CreateVersion7(time.GetUtcNow());
        db.Statements.Execute(
            InsertTransaction,
            [
                id, movement.Kind.ToString(), movement.Cause, movement.Actor, movement.Note, movement.ReversesId,
                time.GetUtcNow().UtcDateTime,
            ]);
        foreach (var leg in movement.Legs)
            PostLeg(db, id, leg);
        return id;
    }

    private static void PostLeg(CreditsDb db, Guid transactionId, Leg leg)
    {
        var pool = LockPool(db, leg.PoolId);
        var after = checked(pool.Balance + leg.Credits);
        if (after < 0)
            throw new Refusal(
                    RefusalCode.InsufficientCredits,
                    FormattableString.Invariant($"Only {pool.Balance:N0} credits are in this pool."))
                .With("required", -leg.Credits)
                .With("available", pool.Balance);

        // The entry comes first: a trigger lets a balance change only to what its last entry says.
        var sequence = pool.Sequence + 1;
        db.Statements.Execute(InsertEntry, [leg.PoolId, sequence, transactionId, leg.Credits, after]);
        if (db.Statements.Execute(UpdatePool, [after, sequence, leg.PoolId, pool.Sequence]) != 1)
            throw new InvalidOperationException($"Pool {leg.PoolId} moved while it was locked.");
    }

    private static (long Balance, long Sequence) LockPool(CreditsDb db, Guid poolId)
    {
        using var row = db.Statements.Query(db.LockPoolSql, [poolId]);
        return row.Read()
            ? (row.GetInt64(0), row.GetInt64(1))
            : throw new InvalidOperationException($"There is no pool {poolId}.");
    }
}
