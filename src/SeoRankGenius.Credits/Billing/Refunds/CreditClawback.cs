using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>Moves a purchase's credits to where its money is: takes them back, and gives them back.</summary>
public sealed class CreditClawback(CreditLedger ledger)
{
    private const string Actor = "stripe";

    private const string SelectBought = """SELECT "Id" FROM "LedgerTransactions" WHERE "Cause" = @p0""";

    /// <summary>
    /// Takes back, from the pool they went to, the credits that the money gone back stands for, as far as the pool has
    /// them; what it has not is the purchase's shortfall. Gives back what is no longer owed. Nothing happens before
    /// the purchase is credited. Runs inside the caller's transaction, with the purchase locked; may be repeated: it
    /// moves by the difference only.
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

        var isBack = after.Taken < before.Taken;
        kind = isBack ? TransactionKind.Reinstatement : kind;
        var movement = Movement.Into(
            purchase.PoolId, before.Taken - after.Taken, kind, Cause(purchase, kind), Actor);
        ledger.Post(db, movement with { ReversesId = Bought(db, purchase) }, pool);
        return isBack ? EventOutcome.GivenBack : EventOutcome.TakenBack;
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
