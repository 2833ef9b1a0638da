namespace SeoRankGenius.Credits.Ledger;

/// <summary>
/// Movements that are posted together. Each is decided in memory, from the balances that those before it left; then
/// their rows are written, and each pool is updated once.
/// </summary>
internal sealed class LedgerBatch(DateTimeOffset now)
{
    private static readonly TableRows
        TransactionRows = new("LedgerTransactions", "Id", "Kind", "Cause", "Actor", "Note", "ReversesId", "At"),
        EntryRows = new("LedgerEntries", "PoolId", "Sequence", "TransactionId", "Credits", "BalanceAfter");

    private const string UpdatePool =
        """UPDATE "Pools" SET "Balance" = @p0, "Sequence" = @p1 WHERE "Id" = @p2 AND "Sequence" = @p3""";

    // SQL Server only, as the next one.
    private const string UpdateMovedPool =
        """
        UPDATE "Pools" SET "Balance" = @p0, "Sequence" = @p1, "Moved" = @p4 WHERE "Id" = @p2 AND "Sequence" = @p3
        """;

    private const string UpdatePools =
        """
        UPDATE p SET "Balance" = j."Balance", "Sequence" = j."Sequence", "Moved" = j."Moved"
        FROM OPENJSON(@p0) WITH ("Balance" bigint '$[0]', "Sequence" bigint '$[1]',
            "PoolId" uniqueidentifier '$[2]', "Before" bigint '$[3]', "Moved" bigint '$[4]') j
        INNER LOOP JOIN "Pools" p ON p."Id" = j."PoolId"
        WHERE p."Sequence" = j."Before"
        """;

    private readonly Dictionary<Guid, LockedPool> _pools = [];
    private readonly Dictionary<Guid, long> _moved = [];
    private readonly List<SqlValue[]> _transactions = [], _entries = [];

    /// <summary>Adds a pool that is locked in this transaction. Repeatable.</summary>
    public void Add(LockedPool pool) => _pools.TryAdd(pool.Id, pool);

    public bool Has(Guid poolId) => _pools.ContainsKey(poolId);

    /// <summary>An added pool after the movements so far.</summary>
    public LockedPool Now(LockedPool pool) => _pools[pool.Id];

    /// <summary>
    /// Adds a movement between added pools. Refuses with <see cref="RefusalCode.InsufficientCredits"/> if a pool would
    /// fall below zero; the batch is then as before.
    /// </summary>
    /// <returns>The transaction's id.</returns>
    public Guid Post(Movement movement)
    {
        if (movement.Legs.Count == 0)
            throw new InvalidOperationException($"Movement {movement.Cause} moves nothing.");
        foreach (var leg in movement.Legs)
            RequireCredits(leg, _pools[leg.PoolId].Balance);

        var id = Guid.CreateVersion7(now);
        _transactions.Add(
        [
            id, movement.Kind.ToString(), movement.Cause, movement.Actor, movement.Note, movement.ReversesId,
            now.UtcDateTime,
        ]);
        foreach (var leg in movement.Legs)
        {
            var before = _pools[leg.PoolId];
            var after = before with { Balance = before.Balance + leg.Credits, Sequence = before.Sequence + 1 };
            _entries.Add([leg.PoolId, after.Sequence, id, leg.Credits, after.Balance]);
            _moved.TryAdd(leg.PoolId, before.Sequence);
            _pools[leg.PoolId] = after;
        }

        return id;
    }

    /// <summary>Writes everything that was posted.</summary>
    public void Write(CreditsDb db)
    {
        // Entries before pools: a trigger requires a new balance to match the last entry.
        db.Statements.Insert(TransactionRows, _transactions);
        db.Statements.Insert(EntryRows, _entries);
        var moved = _moved.Select(pool => (SqlValue[])
            [_pools[pool.Key].Balance, _pools[pool.Key].Sequence, pool.Key, pool.Value, now.UtcTicks]);
        var written = db.WritesSets && _moved.Count > 1
            ? db.Statements.Execute(UpdatePools, [TableRows.Json(moved)])
            : moved.Sum(pool => db.WritesSets
                ? db.Statements.Execute(UpdateMovedPool, pool)
                : db.Statements.Execute(UpdatePool, pool.AsSpan(0, 4)));
        if (written != _moved.Count)
            throw new InvalidOperationException("A pool moved while it was locked.");
    }

    private static void RequireCredits(Leg leg, long balance)
    {
        if (checked(balance + leg.Credits) < 0)
            throw new Refusal(
                    RefusalCode.InsufficientCredits,
                    FormattableString.Invariant($"Only {balance:N0} credits are in this pool."))
                .With("required", -leg.Credits)
                .With("available", balance);
    }
}
