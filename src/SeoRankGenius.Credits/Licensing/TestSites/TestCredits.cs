namespace SeoRankGenius.Credits.Licensing.TestSites;

/// <summary>
/// The free credits of test sites. They are in the site's own pool, which is marked as a test pool: no transaction
/// touches both a test pool and another one.
/// </summary>
public sealed class TestCredits(Reader reader, Writer writer, CreditLedger ledger, TimeProvider time)
{
    /// <summary>What a test site has at the begin of each day (UTC), in whole credits.</summary>
    public const long Daily = 500;

    /// <summary>The most test sites of a license: connected, or new within 24 hours.</summary>
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
    /// Grants what a test pool lacked at the begin of the day, in the caller's transaction and once a day: repeatable.
    /// A fuller pool stays as it is.
    /// </summary>
    internal static async Task FillAsync(CreditsDb db, CreditLedger ledger, Guid siteId, DateTime now)
    {
        var cause = Cause(siteId, now);
        var pool = CreditLedger.Lock(db, siteId);
        if (await db.LedgerTransactions.AnyAsync(known => known.Cause == cause))
            return;
        var lacked = Daily - Math.Max(pool.Balance, await AtMidnightAsync(db, siteId, now));
        if (lacked > 0)
            ledger.Post(db, Movement.Into(siteId, lacked, TransactionKind.Grant, cause, "system"), pool);
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
        foreach (var id in ids.Where(id => !filled.Contains(Cause(id, day))))
            if (await AtMidnightAsync(db, id, day) < Daily)
                lacking.Add(id);
        return lacking;
    });
}
