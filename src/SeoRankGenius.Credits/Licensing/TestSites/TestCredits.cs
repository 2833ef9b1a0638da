namespace SeoRankGenius.Credits.Licensing.TestSites;

/// <summary>
/// The free credits of test sites. They are in the site's own pool, which is marked as a test pool: no transaction
/// touches both a test pool and another one.
/// </summary>
public sealed class TestCredits(Reader reader, Writer writer, CreditLedger ledger, TimeProvider time)
{
    /// <summary>
    /// The most a test site is filled to, and the most all test sites of a license get on one day (UTC); whole credits.
    /// </summary>
    public const long Daily = 500;

    /// <summary>The most test sites of a license: connected, or removed within 24 hours.</summary>
    public const int MostSites = 20;

    private const int AtOnce = 100;

    /// <summary>
    /// Refuses test pools with <see cref="RefusalCode.TestSite"/>: they get and lose no real credits.
    /// </summary>
    internal static async Task RequireNoneAsync(CreditsDb db, params Guid[] poolIds)
    {
        if (await db.Pools.AnyAsync(pool => poolIds.Contains(pool.Id) && pool.IsTest))
            throw new Refusal(
                RefusalCode.TestSite, "This is a test site. It spends free test credits and has no Domain Credits.");
    }

    /// <summary>
    /// Grants what a test pool lacked at the begin of the day, and at most what its license has left of the day's
    /// credits, in the caller's transaction and once a day: repeatable. A fuller pool stays as it is.
    /// </summary>
    internal static async Task FillAsync(CreditsDb db, CreditLedger ledger, Guid siteId, DateTime now)
    {
        var cause = Cause(siteId, now);
        var licenseId = await db.Sites.Where(site => site.Id == siteId).Select(site => site.LicenseId).SingleAsync();
        // Serializes the grants of a license; Shared before Domain, as everywhere.
        CreditLedger.Lock(db, licenseId);
        var pool = CreditLedger.Lock(db, siteId);
        if (await db.LedgerTransactions.AnyAsync(known => known.Cause == cause))
            return;
        var lacked = Daily - Math.Max(pool.Balance, await AtMidnightAsync(db, siteId, now));
        var credits = Math.Min(lacked, await LeftAsync(db, licenseId, now));
        if (credits > 0)
            ledger.Post(db, Movement.Into(siteId, credits, TransactionKind.Grant, cause, "system"), pool);
    }

    /// <summary>Refills the test pools that were used since their last day. Repeatable.</summary>
    public async Task RefillAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        Guid? after = null;
        while (await NextAsync(after, cancellation) is { Count: > 0 } ids)
        {
            foreach (var id in await UnfilledAsync(ids, now))
                await writer.RunAsync(db => FillAsync(db, ledger, id, now), cancellation);
            after = ids[^1];
        }
    }

    private static string Cause(Guid siteId, DateTime day) =>
        string.Create(CultureInfo.InvariantCulture, $"test:{siteId:N}:{day:yyyyMMdd}");

    private static async Task<long> AtMidnightAsync(CreditsDb db, Guid siteId, DateTime now) =>
        (await PoolTimeline.BalancesAsync(db, siteId, [now.Date.AddTicks(-1)])).Single().Value;

    /// <summary>What the license's test sites may still get on the day. Removed ones got some of it.</summary>
    private static async Task<long> LeftAsync(CreditsDb db, Guid licenseId, DateTime now)
    {
        var day = now.Date;
        var sites = await db.Sites.Where(site => site.LicenseId == licenseId && site.IsTest
            && (site.RemovedAt == null || site.RemovedAt >= day)).Select(site => site.Id).ToListAsync();
        var causes = sites.ConvertAll(id => Cause(id, now));
        return Daily - await (
            from granted in db.LedgerTransactions
            where causes.Contains(granted.Cause)
            join entry in db.LedgerEntries on granted.Id equals entry.TransactionId
            select entry.Credits).SumAsync();
    }

    private Task<List<Guid>> NextAsync(Guid? after, CancellationToken cancellation) => reader.RunAsync(db => (
        from pool in db.Pools
        join site in db.Sites on pool.Id equals site.Id
        where pool.IsTest && pool.Balance < Daily && site.RemovedAt == null
            && (after == null || pool.Id.CompareTo(after.Value) > 0)
        orderby pool.Id
        select pool.Id).Take(AtOnce).ToListAsync(cancellation));

    private Task<List<Guid>> UnfilledAsync(List<Guid> ids, DateTime day) => reader.RunAsync(async db =>
    {
        var causes = ids.ConvertAll(id => Cause(id, day));
        var filled = await db.LedgerTransactions.Where(known => causes.Contains(known.Cause))
            .Select(known => known.Cause).ToListAsync();
        var lacking = new List<Guid>();
        var licenses = await db.Pools.Where(pool => ids.Contains(pool.Id))
            .ToDictionaryAsync(pool => pool.Id, pool => pool.LicenseId);
        foreach (var id in ids.Where(id => !filled.Contains(Cause(id, day))))
            if (await LeftAsync(db, licenses[id], day) > 0 && await AtMidnightAsync(db, id, day) < Daily)
                lacking.Add(id);
        return lacking;
    });
}
