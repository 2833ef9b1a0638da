namespace SeoRankGenius.Credits.Ledger;

/// <summary>Grants credits without a purchase: opening balances, credits included in a plan.</summary>
public sealed class Granting(Writer writer, CreditLedger ledger)
{
    /// <summary>
    /// Adds whole credits to a pool once per <paramref name="cause"/>. Repeating it with the same cause changes
    /// nothing.
    /// </summary>
    /// <returns>False if the cause was already granted.</returns>
    public Task<bool> GrantAsync(
        Guid poolId, long credits, string cause, string actor, string? note, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(credits);
        return writer.RunAsync(
            async db =>
            {
                if (await db.LedgerTransactions.AnyAsync(known => known.Cause == cause))
                    return false;
                ledger.Post(
                    db,
                    Movement.Into(poolId, credits, TransactionKind.Grant, cause, actor) with { Note = note });
                return true;
            },
            cancellation);
    }
}
