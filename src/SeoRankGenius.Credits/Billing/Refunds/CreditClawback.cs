using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>Takes a purchase's credits back with its money, and reinstates them.</summary>
public sealed class CreditClawback(CreditLedger ledger)
{
    private const string Actor = "stripe";

    private const string SelectBought = """SELECT "Id" FROM "LedgerTransactions" WHERE "Cause" = @p0""";

    /// <summary>
    /// Takes back, from the purchase's pool, the credits that correspond to the money returned, as far as available;
    /// the remainder is the purchase's shortfall. Reinstates credits that are no longer owed. Does nothing before the
    /// purchase is credited. Runs inside the caller's transaction, with the purchase locked. May be repeated: only the
    /// difference is moved.
    /// </summary>
    internal EventOutcome Reclaim(CreditsDb db, Purchase purchase, TransactionKind kind)
    {
        if (purchase.Status != PurchaseStatus.Paid)
            return EventOutcome.Noted;

        var pool = CreditLedger.Lock(db, purchase.PoolId);
        var before = new ClawbackResult(purchase.CreditsTaken, purchase.Shortfall);
        var after = before.To(purchase.CreditsOwed, pool.Balance);
        (purchase.CreditsTaken, purchase.Shortfall) = (after.Taken, after.Shortfall);
        if (after.Taken == before.Taken)
            return EventOutcome.Noted;

        var isReinstated = after.Taken < before.Taken;
        kind = isReinstated ? TransactionKind.Reinstatement : kind;
        var movement = Movement.Into(
            purchase.PoolId, before.Taken - after.Taken, kind, Cause(purchase, kind), Actor);
        ledger.Post(db, movement with { ReversesId = Bought(db, purchase) }, pool);
        return isReinstated ? EventOutcome.GivenBack : EventOutcome.TakenBack;
    }

    private static string Cause(Purchase purchase, TransactionKind kind) => FormattableString.Invariant(
        $"{kind.ToString().ToLowerInvariant()}:{purchase.Id:N}:{purchase.Returns}");

    private static Guid Bought(CreditsDb db, Purchase purchase)
    {
        using var row = db.Statements.Query(SelectBought, [purchase.Cause]);
        return row.Read()
            ? row.GetGuid(0)
            : throw new InvalidOperationException($"Purchase {purchase.Id} is paid, but was not credited.");
    }
}
