using System.Data.SqlTypes;

namespace SeoRankGenius.Credits.Ledger;

/// <summary>A manual movement of credits, with a reason.</summary>
/// <param name="Id">The requester's one-time id; it moves credits once.</param>
/// <param name="Legs">One or several pools, up or down, in whole credits. Each pool at most once.</param>
/// <param name="Note">The reason, for people; up to 500 characters are kept.</param>
/// <param name="Actor">The actor in the ledger's format: <c>admin:ID</c>.</param>
public sealed record Adjustment(Guid Id, IReadOnlyList<Leg> Legs, string Note, string Actor)
{
    /// <summary>The earlier adjustment that this one undoes.</summary>
    public Guid? ReversesId { get; init; }
}

/// <summary>
/// Posts adjustments, and undoes them by opposite adjustments. Existing entries are never changed or removed.
/// </summary>
public sealed class Adjusting(CreditLedger ledger, IEnumerable<CreditsReturned> hooks)
{
    private const int LongestNote = 500;

    /// <summary>The cause of an adjustment.</summary>
    public static string Cause(Guid id) => $"adjust:{id:N}";

    /// <summary>
    /// Posts an adjustment in the caller's transaction. Repeatable: the same id changes nothing and returns the same
    /// transaction. Refuses if a pool would fall below zero (<see cref="RefusalCode.InsufficientCredits"/>), or if the
    /// adjustment to undo was already undone (<see cref="RefusalCode.AlreadyUndone"/>).
    /// </summary>
    /// <returns>The transaction's id.</returns>
    internal async Task<Guid> PostAsync(CreditsDb db, Adjustment adjustment)
    {
        if (await FindAsync(db, adjustment.Id) is { } posted)
            return posted;
        if (adjustment.ReversesId is { } reversed)
            await RequireNotUndoneAsync(db, reversed);

        var note = adjustment.Note.Length > LongestNote ? adjustment.Note[..LongestNote] : adjustment.Note;
        var legs = await InOrderAsync(db, adjustment.Legs);
        var id = ledger.Post(
            db,
            new Movement(TransactionKind.Adjustment, Cause(adjustment.Id), adjustment.Actor)
            {
                Note = note,
                ReversesId = adjustment.ReversesId,
            }.With(legs));
        if (adjustment.ReversesId is { } undone)
            await ReportReturnedAsync(db, legs, undone);
        return id;
    }

    /// <summary>The transaction of an adjustment's id; null if it was not posted.</summary>
    internal static Task<Guid?> FindAsync(CreditsDb db, Guid id)
    {
        var cause = Cause(id);
        return db.LedgerTransactions.Where(known => known.Cause == cause)
            .Select(known => (Guid?)known.Id).SingleOrDefaultAsync();
    }

    /// <summary>
    /// The legs that undo an adjustment. Refuses a transaction that is not an adjustment with
    /// <see cref="RefusalCode.NotFound"/>, and one already undone with <see cref="RefusalCode.AlreadyUndone"/>.
    /// </summary>
    internal static async Task<IReadOnlyList<Leg>> ContraryAsync(CreditsDb db, Guid transactionId)
    {
        if (!await db.LedgerTransactions.AnyAsync(known =>
            known.Id == transactionId && known.Kind == TransactionKind.Adjustment))
            throw new Refusal(RefusalCode.NotFound, "There is no such adjustment.");
        await RequireNotUndoneAsync(db, transactionId);
        return await db.LedgerEntries.Where(entry => entry.TransactionId == transactionId)
            .Select(entry => new Leg(entry.PoolId, -entry.Credits)).ToListAsync();
    }

    // Credits that an adjustment took, and that undoing it returns, had been out of their pools since then.
    private async Task ReportReturnedAsync(CreditsDb db, IEnumerable<Leg> legs, Guid undoneId)
    {
        var outSince = await db.LedgerTransactions.Where(known => known.Id == undoneId)
            .Select(known => known.At).SingleAsync();
        foreach (var leg in legs.Where(leg => leg.Credits > 0))
            foreach (var hook in hooks)
                await hook(db, leg.PoolId, leg.Credits, outSince);
    }

    private static async Task RequireNotUndoneAsync(CreditsDb db, Guid transactionId)
    {
        var undo = await db.LedgerTransactions.AsNoTracking().SingleOrDefaultAsync(other =>
            other.ReversesId == transactionId && other.Kind == TransactionKind.Adjustment);
        if (undo is not null)
            throw new Refusal(
                RefusalCode.AlreadyUndone,
                string.Create(CultureInfo.InvariantCulture, $"This was undone on {undo.At:MMM d, yyyy, HH:mm} UTC."));
    }

    // The global locking order of pools: licenses by id, in the order of SQL Server, and Shared before Domain.
    private static async Task<List<Leg>> InOrderAsync(CreditsDb db, IReadOnlyList<Leg> legs)
    {
        if (legs.Count == 1)
            return [.. legs];
        var ids = legs.Select(leg => leg.PoolId).ToList();
        var licenses = await db.Pools.Where(pool => ids.Contains(pool.Id))
            .ToDictionaryAsync(pool => pool.Id, pool => pool.LicenseId);
        return
        [
            .. legs.OrderBy(leg => new SqlGuid(licenses[leg.PoolId]))
                .ThenBy(leg => leg.PoolId != licenses[leg.PoolId]).ThenBy(leg => new SqlGuid(leg.PoolId)),
        ];
    }
}
