using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Ledger;

/// <summary>Gives credits that nobody bought: opening balances, credits that come with a plan.</summary>
public sealed class Granting(Writer writer, CreditLedger ledger)
{
    /// <summary>
    /// Puts whole credits into a pool once for <paramref name="cause"/>; repeated with the same cause it changes
    /// nothing.
    /// </summary>
    /// <returns>False when the cause had been granted before.</returns>
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
