using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>Takes credits back with their money, and reinstates them. Runs inside the caller's transaction.</summary>
public sealed class CreditClawback(CreditLedger ledger, TimeProvider time)
{
    private const string Actor = "stripe";

    private const string SelectBought = """SELECT "Id" FROM "LedgerTransactions" WHERE "Cause" = @p0""";

    // Credits in a pool's open holds that no shortfall counts yet.
    private const string SelectHeld =
        """
        SELECT COALESCE((SELECT SUM(CASE WHEN h."SiteId" = @p0 THEN h."Domain" ELSE h."Shared" END) FROM "Holds" h
                   WHERE h."Status" = 'Open' AND (h."SiteId" = @p0 OR h."LicenseId" = @p0)), 0)
             - COALESCE((SELECT SUM(p."HeldShortfall") FROM "Purchases" p
                   WHERE p."HeldShortfall" > 0 AND CASE p."Pool" WHEN 'Domain' THEN p."SiteId" ELSE p."LicenseId" END
                       = @p0), 0)
             - COALESCE((SELECT SUM(i."HeldShortfall") FROM "PlanInvoices" i
                   WHERE i."HeldShortfall" > 0 AND i."LicenseId" = @p0), 0)
        """;

    /// <summary>
    /// Takes back, from their pool, the credits that correspond to the money returned, as far as available; the
    /// remainder is the shortfall. Reinstates credits that are no longer owed. Does nothing before the credits are in
    /// the pool. A purchase must be locked, and the caller saves it. May be repeated: only the difference is moved.
    /// </summary>
    internal EventOutcome Reclaim(CreditsDb db, PaidCredits paid, TransactionKind kind, string? note = null)
    {
        if (!paid.IsCredited)
            return EventOutcome.Noted;

        var pool = CreditLedger.Lock(db, paid.PoolId);
        var before = new ClawbackResult(paid.CreditsTaken, paid.Shortfall);
        var after = before.To(paid.CreditsOwed, pool.Balance);
        (paid.CreditsTaken, paid.Shortfall) = (after.Taken, after.Shortfall);
        if (after.Shortfall > before.Shortfall)
        {
            paid.ShortfallAt = time.GetUtcNow().UtcDateTime;
            paid.HeldShortfall += Math.Clamp(Held(db, paid.PoolId), 0, after.Shortfall - before.Shortfall);
        }

        paid.HeldShortfall = Math.Min(paid.HeldShortfall, paid.Shortfall);
        if (after.Taken == before.Taken)
            return EventOutcome.Noted;

        var isReinstated = after.Taken < before.Taken;
        kind = isReinstated ? TransactionKind.Reinstatement : kind;
        Post(db, paid, before.Taken - after.Taken, kind, note, pool);
        return isReinstated ? EventOutcome.GivenBack : EventOutcome.TakenBack;
    }

    /// <summary>
    /// A hold returned credits to a pool: takes those whose money was returned while they were held. The shortfall
    /// shrinks by them. Credits that came into the pool later are not taken.
    /// </summary>
    internal async Task CollectAsync(CreditsDb db, Guid poolId, long returned, DateTime heldSince)
    {
        if (returned == 0)
            return;
        var owing = await db.Purchases.AsNoTracking()
            .Where(row => row.HeldShortfall > 0 && row.ShortfallAt >= heldSince
                && (row.Pool == PoolKind.Shared ? row.LicenseId : row.SiteId) == poolId)
            .OrderBy(row => row.ShortfallAt).ThenBy(row => row.Id).Select(row => row.Id).ToListAsync();
        foreach (var id in owing)
        {
            var purchase = PurchaseStore.Lock(db, id)!;
            returned -= Collect(db, purchase, returned);
            PurchaseStore.SaveReturned(db, purchase);
        }

        foreach (var invoice in await db.PlanInvoices
            .Where(row => row.HeldShortfall > 0 && row.ShortfallAt >= heldSince && row.LicenseId == poolId)
            .OrderBy(row => row.ShortfallAt).ThenBy(row => row.Id).ToListAsync())
            returned -= Collect(db, invoice, returned);
        await db.SaveChangesAsync();
    }

    private long Collect(CreditsDb db, PaidCredits paid, long returned)
    {
        var credits = Math.Min(returned, paid.HeldShortfall);
        if (credits == 0)
            return 0;
        paid.CreditsTaken += credits;
        paid.Shortfall -= credits;
        paid.HeldShortfall -= credits;
        paid.Returns++;
        var kind = paid.DisputedMinor > paid.RefundedMinor ? TransactionKind.Dispute : TransactionKind.Refund;
        Post(db, paid, -credits, kind, "Held when the money was returned");
        return credits;
    }

    private void Post(
        CreditsDb db, PaidCredits paid, long credits, TransactionKind kind, string? note,
        params ReadOnlySpan<LockedPool> locked)
    {
        var cause = FormattableString.Invariant(
            $"{kind.ToString().ToLowerInvariant()}:{paid.Key}:{paid.Returns}");
        var movement = Movement.Into(paid.PoolId, credits, kind, cause, Actor);
        ledger.Post(db, movement with { ReversesId = Bought(db, paid), Note = note }, locked);
    }

    private static Guid Bought(CreditsDb db, PaidCredits paid)
    {
        using var row = db.Statements.Query(SelectBought, [paid.Cause]);
        return row.Read()
            ? row.GetGuid(0)
            : throw new InvalidOperationException($"{paid.Cause} is paid, but was not credited.");
    }

    private static long Held(CreditsDb db, Guid poolId)
    {
        using var row = db.Statements.Query(SelectHeld, [poolId]);
        return row.Read() ? row.GetInt64(0) : 0;
    }
}
