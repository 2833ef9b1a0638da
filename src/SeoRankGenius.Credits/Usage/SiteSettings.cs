using SeoRankGenius.Credits.Licensing.TestSites;

namespace SeoRankGenius.Credits.Usage;

/// <summary>A site's limits. Whole credits.</summary>
/// <param name="Cap">The most Shared Credits in a calendar month (UTC); null for no cap.</param>
/// <param name="IsPaused">A paused site spends nothing.</param>
/// <param name="Used">
/// What counts against the cap this month, see <see cref="SiteLimit.Used"/>. Without a cap only the site's own page
/// has it.
/// </param>
public sealed record SiteLimits(long? Cap, bool IsPaused, long Used)
{
    /// <summary>80 % of the cap are used.</summary>
    public bool IsNearCap => Cap is { } cap && Used * 5 >= cap * 4;

    /// <summary>The used part of the cap, from 0 to 1; 0 without a cap.</summary>
    public decimal Share => Cap is { } cap ? cap == 0 ? 1 : Math.Clamp((decimal)Used / cap, 0, 1) : 0;

    public bool IsCapReached => Cap is { } cap && Used >= cap;

    internal static SiteLimits Of(SiteLimit? limit, DateTime now) =>
        new(limit?.Cap, limit?.IsPaused ?? false, limit?.UsedAt(now) ?? 0);
}

/// <summary>What an owner decides about a site's use of Shared Credits.</summary>
public sealed class SiteSettings(
    Reader reader, Writer writer, CreditLedger ledger, PriceList catalog, TimeProvider time)
{
    /// <summary>The maximum cap and the maximum of one transfer. Whole credits.</summary>
    public const long MostCredits = 1_000_000_000;

    /// <summary>The limits of a site. The caller has checked that it is the viewer's.</summary>
    public Task<SiteLimits> ReadAsync(Guid siteId, Guid licenseId, CancellationToken cancellation) =>
        reader.RunAsync(async db =>
        {
            var limit = await db.SiteLimits.AsNoTracking()
                .SingleOrDefaultAsync(row => row.SiteId == siteId, cancellation);
            return SiteLimits.Of(limit, time.GetUtcNow().UtcDateTime) with
            {
                Used = await UsedAsync(db, limit, siteId, licenseId, cancellation),
            };
        });

    /// <summary>
    /// Sets a site's monthly cap on Shared Credits (null for none), and pauses or resumes it. From the commit on, every
    /// spend is held to it. Repeatable. Refuses a cap outside 0 to 1,000,000,000
    /// (<see cref="RefusalCode.InvalidRequest"/>). The caller has checked that the site is the viewer's.
    /// </summary>
    public Task LimitAsync(
        Guid siteId, Guid licenseId, long? cap, bool isPaused, CancellationToken cancellation)
    {
        new RequestRules(catalog)
            .Between(cap ?? 0, 0, MostCredits, "cap", "Enter a whole number from 0 to 1,000,000,000, or nothing.")
            .Enforce();
        return writer.RunAsync(
            async db =>
            {
                // No spend of this site runs between counting and the commit.
                CreditLedger.Lock(db, siteId, licenseId);
                var limit = await db.SiteLimits.SingleOrDefaultAsync(row => row.SiteId == siteId, cancellation);
                var used = await UsedAsync(db, limit, siteId, licenseId, cancellation);
                if (limit is null)
                    db.SiteLimits.Add(limit = SiteLimit.Of(siteId));
                limit.Set(cap, isPaused, SiteLimit.MonthOf(time.GetUtcNow().UtcDateTime), used);
                await db.SaveChangesAsync(cancellation);
            },
            cancellation);
    }

    /// <summary>
    /// Moves Shared Credits to a site, for good: Domain Credits are bound to their site. Repeatable: the form's
    /// one-time id moves them once. Refuses, in this order: a site that is not the viewer's
    /// (<see cref="RefusalCode.NotFound"/>), fewer than 1 or more than 1,000,000,000 credits
    /// (<see cref="RefusalCode.InvalidRequest"/>), an id that was used for another transfer
    /// (<see cref="RefusalCode.IdempotencyKeyReused"/>), a test site (<see cref="RefusalCode.TestSite"/>), a suspended
    /// license, the Free plan, more than the Shared pool holds
    /// (<see cref="RefusalCode.InsufficientCredits"/>).
    /// </summary>
    public Task TransferAsync(Viewer viewer, Guid siteId, Guid id, long credits, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var mine = AccountAccess.LicenseIds(db, viewer);
                var license = await (
                    from site in db.Sites
                    join row in db.Licenses on site.LicenseId equals row.Id
                    where site.Id == siteId && site.RemovedAt == null && mine.Contains(row.Id)
                        && viewer.OnlySiteId == null
                    select row).AsNoTracking().SingleOrDefaultAsync(cancellation)
                    ?? throw new Refusal(RefusalCode.NotFound, "This site does not exist.");
                new RequestRules(catalog)
                    .Between(credits, 1, MostCredits, "credits", "Enter a whole number of credits, at least 1.")
                    .Enforce();
                var cause = $"transfer:{id:N}";
                if (await IsDoneAsync(db, cause, siteId, credits))
                    return;
                await TestCredits.RequireNoneAsync(db, siteId);
                license.StandingAt(catalog, time.GetUtcNow().UtcDateTime).RequirePaidPlan();
                CreditLedger.Lock(db, siteId, license.Id);
                ledger.Post(
                    db,
                    new Movement(TransactionKind.Transfer, cause, ActorOf(viewer, license))
                        .With([new Leg(license.Id, -credits), new Leg(siteId, credits)]));
            },
            cancellation);

    private static string ActorOf(Viewer viewer, License license) =>
        viewer.UserId == license.OwnerId ? $"owner:{viewer.UserId:N}" : $"member:{viewer.UserId:N}";

    private static async Task<bool> IsDoneAsync(CreditsDb db, string cause, Guid siteId, long credits)
    {
        var legs = await (
            from posted in db.LedgerTransactions
            join entry in db.LedgerEntries on posted.Id equals entry.TransactionId
            where posted.Cause == cause
            select new { entry.PoolId, entry.Credits }).ToListAsync();
        if (legs.Count > 0 && !legs.Any(leg => leg.PoolId == siteId && leg.Credits == credits))
            throw new Refusal(
                RefusalCode.IdempotencyKeyReused, "This form was already sent with other values. Open it again.");
        return legs.Count > 0;
    }

    // Counted while there is a cap; else the same from the ledger.
    private async Task<long> UsedAsync(
        CreditsDb db, SiteLimit? limit, Guid siteId, Guid licenseId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (limit?.Cap is not null)
            return limit.UsedAt(now);
        var month = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        var last = await db.Pools.Where(pool => pool.Id == licenseId).Select(pool => pool.Sequence)
            .SingleAsync(cancellation);
        var first = await PoolTimeline.FirstAsync(db, licenseId, last, month);
        var actor = $"site:{siteId:N}";
        var spent = await (
            from entry in db.LedgerEntries
            join posted in db.LedgerTransactions on entry.TransactionId equals posted.Id
            where entry.PoolId == licenseId && entry.Sequence >= first && posted.Actor == actor
                && (posted.Kind == TransactionKind.Spend
                    || (posted.Kind == TransactionKind.SpendReturned && db.LedgerTransactions.Any(spend =>
                        spend.Id == posted.ReversesId && spend.At >= month)))
            select -entry.Credits).SumAsync(cancellation);
        var held = await db.Holds
            .Where(hold => hold.LicenseId == licenseId && hold.CreatedAt >= month && hold.SiteId == siteId)
            .SumAsync(
                hold => hold.Status == HoldStatus.Open ? hold.Shared
                    : hold.Captured > hold.Domain ? hold.Captured - hold.Domain
                    : 0,
                cancellation);
        return spent + held;
    }
}
