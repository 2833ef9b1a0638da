using SeoRankGenius.Credits.Billing.Events;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>Takes credits back with their money, and reinstates them. Runs inside the caller's transaction.</summary>
public sealed class CreditClawback(CreditLedger ledger, TimeProvider time)
{
    private const string Actor = "stripe";

    private const string SelectBought = """SELECT "Id" FROM "LedgerTransactions" WHERE "Cause" = @p0""";

    /// <summary>
    /// Takes back the credits that correspond to the money returned, as far as available: from their pool, then, for
    /// Shared Credits, from the sites to which they were transferred. The remainder is the shortfall. Reinstates
    /// credits that are no longer owed, in the pools they were taken from. Does nothing before the credits are in the
    /// pool. A purchase must be locked, and the caller saves it. May be repeated: only the difference is moved.
    /// </summary>
    internal EventOutcome Reclaim(CreditsDb db, PaidCredits paid, TransactionKind kind, string? note = null)
    {
        if (!paid.IsCredited)
            return EventOutcome.Noted;

        var pool = CreditLedger.Lock(db, PoolOf(db, paid));
        var before = new ClawbackResult(paid.CreditsTaken, paid.Shortfall);
        var sources = Sources(db, paid, new Leg(pool.Id, pool.Balance), id => CreditLedger.Lock(db, id).Balance);
        var after = before.To(paid.CreditsOwed, sources.Sum(source => source.Credits));
        (paid.CreditsTaken, paid.Shortfall) = (after.Taken, after.Shortfall);
        if (after.Shortfall > before.Shortfall)
            paid.ShortfallAt = time.GetUtcNow().UtcDateTime;
        if (after.Taken == before.Taken)
            return EventOutcome.Noted;

        var isReinstated = after.Taken < before.Taken;
        var legs = isReinstated
            ? Reinstated(db, paid, pool.Id, before.Taken - after.Taken)
            : Parts(sources, after.Taken - before.Taken).Select(part => part with { Credits = -part.Credits });
        kind = isReinstated ? TransactionKind.Reinstatement : kind;
        Post(db, paid, legs, kind, note);
        return isReinstated ? EventOutcome.GivenBack : EventOutcome.TakenBack;
    }

    /// <summary>
    /// The whole credits that are available now for what will be owed; for a review, without locks.
    /// </summary>
    internal static long Available(CreditsDb db, PaidCredits paid, long owed)
    {
        long BalanceOf(Guid id) => db.Pools.Where(row => row.Id == id).Select(row => row.Balance).Single();
        var poolId = PoolOf(db, paid);
        return Sources(db, paid, new Leg(poolId, BalanceOf(poolId)), BalanceOf, owed).Sum(source => source.Credits);
    }

    /// <summary>The ledger's cause of a payment's change of that number.</summary>
    internal static string Cause(PaidCredits paid, TransactionKind kind, int number) =>
        FormattableString.Invariant($"{kind.ToString().ToLowerInvariant()}:{paid.Key}:{number}");

    // The pools to take credits from, with the most of each: the payment's own, then the sites to which its credits
    // were transferred, in the locking order.
    private static List<Leg> Sources(
        CreditsDb db, PaidCredits paid, Leg pool, Func<Guid, long> balanceOf, long? owed = null)
    {
        var more = (owed ?? paid.CreditsOwed) - paid.CreditsTaken - paid.Shortfall;
        return more <= pool.Credits || pool.PoolId != paid.LicenseId
            ? [pool]
            : [pool, .. TransferredCredits.MostOf(db, paid)
                .Select(site => site with { Credits = Math.Min(site.Credits, balanceOf(site.PoolId)) })];
    }

    // To the sites that they were taken from first; the rest to the payment's pool.
    private static List<Leg> Reinstated(CreditsDb db, PaidCredits paid, Guid poolId, long credits)
    {
        var sites = poolId == paid.PoolId && poolId == paid.LicenseId
            ? Parts(TransferredCredits.TakenFor(db, paid), credits)
            : [];
        return [new Leg(poolId, credits - sites.Sum(site => site.Credits)), .. sites];
    }

    private static List<Leg> Parts(List<Leg> most, long credits)
    {
        var parts = new List<Leg>();
        foreach (var source in most)
        {
            var part = Math.Min(credits, source.Credits);
            parts.Add(source with { Credits = part });
            credits -= part;
        }

        return parts;
    }

    /// <summary>
    /// Credits returned to a pool that had been out of it: takes from this pool those that a refund or dispute would
    /// have found there had they not been out, so there are always enough. The shortfall shrinks by them. The Shared
    /// pool has the credits of removed sites too that went there; a site has those transferred to it.
    /// Credits that came into the pool later are not taken.
    /// </summary>
    internal async Task CollectAsync(CreditsDb db, Guid poolId, long returned, DateTime outSince)
    {
        if (returned == 0)
            return;
        var moved = db.Sites.Where(Site.WentToShared).Select(site => site.Id);
        var licenseId = await db.Pools.Where(row => row.Id == poolId).Select(row => row.LicenseId).SingleAsync();
        var owing = await db.Purchases.AsNoTracking()
            .Where(row => row.Shortfall > 0 && row.ShortfallAt >= outSince
                && ((row.Pool == PoolKind.Shared ? row.LicenseId == licenseId : row.SiteId == poolId)
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
        var most = paid.PoolId == paid.LicenseId && returned.PoolId != paid.LicenseId
            ? TransferredCredits.MostOf(db, paid).Find(site => site.PoolId == returned.PoolId).Credits
            : returned.Credits;
        var credits = Math.Min(Math.Min(returned.Credits, most), paid.Shortfall);
        if (credits == 0)
            return 0;
        paid.CreditsTaken += credits;
        paid.Shortfall -= credits;
        paid.Returns++;
        var kind = paid.DisputedMinor > paid.RefundedMinor ? TransactionKind.Dispute : TransactionKind.Refund;
        Post(db, paid, [new Leg(returned.PoolId, -credits)], kind, "In use when the money was returned");
        return credits;
    }

    /// <summary>
    /// The pool that has its credits now: the Shared pool where the site was removed and its Domain Credits went there.
    /// </summary>
    internal static Guid PoolOf(CreditsDb db, PaidCredits paid) => paid is Purchase purchase
        ? PurchaseStore.Destination(db, purchase).Id(purchase.LicenseId, purchase.SiteId)
        : paid.PoolId;

    private void Post(
        CreditsDb db, PaidCredits paid, IEnumerable<Leg> legs, TransactionKind kind, string? note) =>
        ledger.Post(
            db,
            new Movement(kind, Cause(paid, kind, paid.Returns), Actor) { ReversesId = Bought(db, paid), Note = note }
                .With(legs));

    private static Guid Bought(CreditsDb db, PaidCredits paid)
    {
        using var row = db.Statements.Query(SelectBought, [paid.Cause]);
        return row.Read()
            ? row.GetGuid(0)
            : throw new InvalidOperationException($"{paid.Cause} is paid, but was not credited.");
    }
}
