using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>Takes credits back with their money, and reinstates them. Runs inside the caller's transaction.</summary>
public sealed class CreditClawback(CreditLedger ledger, TimeProvider time)
{
    private const string Actor = "stripe";

    private const string SelectBought = """SELECT "Id" FROM "LedgerTransactions" WHERE "Cause" = @p0""";

    /// <summary>
    /// Takes back, from their pool, the credits that correspond to the money returned, as far as available; the
    /// remainder is the shortfall. Reinstates credits that are no longer owed. Does nothing before the credits are in
    /// the pool. A purchase must be locked, and the caller saves it. May be repeated: only the difference is moved.
    /// </summary>
    internal EventOutcome Reclaim(CreditsDb db, PaidCredits paid, TransactionKind kind, string? note = null)
    {
        if (!paid.IsCredited)
            return EventOutcome.Noted;

        var pool = CreditLedger.Lock(db, PoolOf(db, paid));
        var before = new ClawbackResult(paid.CreditsTaken, paid.Shortfall);
        var after = before.To(paid.CreditsOwed, pool.Balance);
        (paid.CreditsTaken, paid.Shortfall) = (after.Taken, after.Shortfall);
        if (after.Shortfall > before.Shortfall)
            paid.ShortfallAt = time.GetUtcNow().UtcDateTime;
        if (after.Taken == before.Taken)
            return EventOutcome.Noted;

        var isReinstated = after.Taken < before.Taken;
        kind = isReinstated ? TransactionKind.Reinstatement : kind;
        Post(db, paid, (pool.Id, before.Taken - after.Taken), kind, note, pool);
        return isReinstated ? EventOutcome.GivenBack : EventOutcome.TakenBack;
    }

    /// <summary>
    /// Credits returned to a pool that had been out of it: takes from this pool those that a refund or dispute would
    /// have found there had they not been out, so there are always enough. The shortfall shrinks by them. The Shared
    /// pool has the credits of removed sites too that went there. Credits that came into the pool later are not taken.
    /// </summary>
    internal async Task CollectAsync(CreditsDb db, Guid poolId, long returned, DateTime outSince)
    {
        if (returned == 0)
            return;
        var moved = db.Sites.Where(Site.WentToShared).Select(site => site.Id);
        var owing = await db.Purchases.AsNoTracking()
            .Where(row => row.Shortfall > 0 && row.ShortfallAt >= outSince
                && ((row.Pool == PoolKind.Shared ? row.LicenseId : row.SiteId) == poolId
                    || (row.LicenseId == poolId && moved.Contains(row.SiteId))))
            .OrderBy(row => row.ShortfallAt).ThenBy(row => row.Id).Select(row => row.Id).ToListAsync();
        foreach (var id in owing)
        {
            var purchase = PurchaseStore.Lock(db, id)!;
            returned -= Collect(db, purchase, (poolId, returned));
            PurchaseStore.SaveReturned(db, purchase);
        }

        foreach (var invoice in await db.PlanInvoices
            .Where(row => row.Shortfall > 0 && row.ShortfallAt >= outSince && row.LicenseId == poolId)
            .OrderBy(row => row.ShortfallAt).ThenBy(row => row.Id).ToListAsync())
            returned -= Collect(db, invoice, (poolId, returned));
        await db.SaveChangesAsync();
    }

    private long Collect(CreditsDb db, PaidCredits paid, (Guid PoolId, long Credits) returned)
    {
        var credits = Math.Min(returned.Credits, paid.Shortfall);
        if (credits == 0)
            return 0;
        paid.CreditsTaken += credits;
        paid.Shortfall -= credits;
        paid.Returns++;
        var kind = paid.DisputedMinor > paid.RefundedMinor ? TransactionKind.Dispute : TransactionKind.Refund;
        Post(db, paid, (returned.PoolId, -credits), kind, "In use when the money was returned");
        return credits;
    }

    /// <summary>
    /// The pool that has its credits now: the Shared pool where the site was removed and its Domain Credits went there.
    /// </summary>
    internal static Guid PoolOf(CreditsDb db, PaidCredits paid) => paid is Purchase purchase
        ? PurchaseStore.Destination(db, purchase).Id(purchase.LicenseId, purchase.SiteId)
        : paid.PoolId;

    private void Post(
        CreditsDb db, PaidCredits paid, (Guid PoolId, long Credits) move, TransactionKind kind, string? note,
        params ReadOnlySpan<LockedPool> locked)
    {
        var cause = FormattableString.Invariant(
            $"{kind.ToString().ToLowerInvariant()}:{paid.Key}:{paid.Returns}");
        var movement = Movement.Into(move.PoolId, move.Credits, kind, cause, Actor);
        ledger.Post(db, movement with { ReversesId = Bought(db, paid), Note = note }, locked);
    }

    private static Guid Bought(CreditsDb db, PaidCredits paid)
    {
        using var row = db.Statements.Query(SelectBought, [paid.Cause]);
        return row.Read()
            ? row.GetGuid(0)
            : throw new InvalidOperationException($"{paid.Cause} is paid, but was not credited.");
    }
}
