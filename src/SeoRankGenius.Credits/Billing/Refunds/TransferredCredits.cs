using System.Data.SqlTypes;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>
/// Shared Credits that an owner moved to sites after they were paid for. A refund or dispute follows them there.
/// </summary>
internal static class TransferredCredits
{
    /// <summary>
    /// The most whole credits that may be taken from each site for a payment: what was transferred to it since the
    /// payment's credits came into the Shared pool, less what was taken there for that and for other payments. In the
    /// locking order of pools. Empty for a payment that was not credited to the Shared pool.
    /// </summary>
    public static List<Leg> MostOf(CreditsDb db, PaidCredits paid)
    {
        var (licenseId, cause) = (paid.LicenseId, paid.Cause);
        var bought = (
            from posted in db.LedgerTransactions
            join entry in db.LedgerEntries on posted.Id equals entry.TransactionId
            where posted.Cause == cause && entry.PoolId == licenseId
            select (long?)entry.Sequence).SingleOrDefault();
        if (bought is not { } since)
            return [];

        var taken = TakenOf(db, licenseId);
        var first = taken.Select(row => row.Since).Append(since).Min();
        var moved = (
            from shared in db.LedgerEntries
            join posted in db.LedgerTransactions on shared.TransactionId equals posted.Id
            join own in db.LedgerEntries on posted.Id equals own.TransactionId
            where shared.PoolId == licenseId && shared.Sequence > first && posted.Kind == TransactionKind.Transfer
                && own.PoolId != licenseId
            select new Moved(own.PoolId, shared.Sequence, own.Credits)).ToList();
        return
        [
            .. moved.GroupBy(row => row.SiteId).OrderBy(site => new SqlGuid(site.Key))
                .Select(site => new Leg(site.Key, Most([.. site], taken.FindAll(row => row.SiteId == site.Key), since)))
                .Where(site => site.Credits > 0),
        ];
    }

    /// <summary>
    /// What sites have not got back of the whole credits that were taken from them for a payment, in the locking order.
    /// Without removed sites whose credits went to the Shared pool.
    /// </summary>
    public static List<Leg> TakenFor(CreditsDb db, PaidCredits paid)
    {
        var (licenseId, causes) = (paid.LicenseId, Causes(paid).ToList());
        var gone = db.Sites.Where(Site.WentToShared).Select(site => site.Id);
        var taken = (
            from posted in db.LedgerTransactions
            join own in db.LedgerEntries on posted.Id equals own.TransactionId
            where causes.Contains(posted.Cause) && own.PoolId != licenseId && !gone.Contains(own.PoolId)
            select new Leg(own.PoolId, -own.Credits)).ToList();
        return
        [
            .. taken.GroupBy(leg => leg.PoolId).OrderBy(site => new SqlGuid(site.Key))
                .Select(site => new Leg(site.Key, site.Sum(leg => leg.Credits))),
        ];
    }

    // What was taken for a payment uses up transfers since that payment only: so the least of what is left since this
    // payment and since each earlier one.
    private static long Most(List<Moved> moved, List<Moved> taken, long since) =>
        taken.Select(row => row.Since).Where(earlier => earlier < since).Append(since).Min(start =>
            moved.Where(row => row.Since > start).Sum(row => row.Credits)
            - taken.Where(row => row.Since >= start).Sum(row => row.Credits));

    // Credits taken from sites for payments into the Shared pool, less those reinstated, with the payments' sequences.
    private static List<Moved> TakenOf(CreditsDb db, Guid licenseId)
    {
        var paid = db.Purchases.AsNoTracking().Where(row => row.LicenseId == licenseId && row.Returns > 0)
            .AsEnumerable<PaidCredits>()
            .Concat(db.PlanInvoices.AsNoTracking().Where(row => row.LicenseId == licenseId && row.Returns > 0))
            .ToList();
        if (paid.Count == 0)
            return [];
        var causes = paid.SelectMany(Causes).ToList();
        return (
            from posted in db.LedgerTransactions
            join own in db.LedgerEntries on posted.Id equals own.TransactionId
            join bought in db.LedgerEntries on posted.ReversesId equals (Guid?)bought.TransactionId
            where causes.Contains(posted.Cause) && bought.PoolId == licenseId && own.PoolId != licenseId
            select new Moved(own.PoolId, bought.Sequence, -own.Credits)).ToList();
    }

    private static IEnumerable<string> Causes(PaidCredits paid) =>
        from number in Enumerable.Range(1, paid.Returns)
        from kind in (TransactionKind[])
            [TransactionKind.Refund, TransactionKind.Dispute, TransactionKind.Reinstatement]
        select CreditClawback.Cause(paid, kind, number);

    // Since: a sequence of the Shared pool.
    private sealed record Moved(Guid SiteId, long Since, long Credits);
}
