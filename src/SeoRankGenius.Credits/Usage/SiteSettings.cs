using SeoRankGenius.Credits.Licensing.TestSites;
using SeoRankGenius.Credits.Usage.Reporting;

namespace SeoRankGenius.Credits.Usage;

/// <summary>A site's limits and its use of Shared Credits this month (UTC). Whole credits.</summary>
public sealed record SiteLimits(long? Cap, bool IsPaused, long Used)
{
    /// <summary>80 % of the cap are used.</summary>
    public bool IsNearCap => Cap is { } cap && Used * 5 >= cap * 4;

    /// <summary>The used part of the cap, from 0 to 1; 0 without a cap.</summary>
    public decimal Share => Cap is { } cap ? cap == 0 ? 1 : Math.Clamp((decimal)Used / cap, 0, 1) : 0;

    public bool IsCapReached => Cap is { } cap && Used >= cap;
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
            return new SiteLimits(
                limit?.Cap, limit?.IsPaused ?? false, await UsedAsync(db, siteId, licenseId, cancellation));
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
                var used = await UsedAsync(db, siteId, licenseId, cancellation);
                var limit = await db.SiteLimits.SingleOrDefaultAsync(row => row.SiteId == siteId, cancellation);
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
    /// (<see cref="RefusalCode.InvalidRequest"/>), a test site (<see cref="RefusalCode.TestSite"/>), a suspended
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
                await TestCredits.RequireNoneAsync(db, siteId);
                license.StandingAt(catalog, time.GetUtcNow().UtcDateTime).RequirePaidPlan();
                var cause = $"transfer:{id:N}";
                if (await db.LedgerTransactions.AnyAsync(known => known.Cause == cause, cancellation))
                    return;
                CreditLedger.Lock(db, siteId, license.Id);
                ledger.Post(
                    db,
                    new Movement(TransactionKind.Transfer, cause, $"owner:{viewer.UserId:N}")
                        .With([new Leg(license.Id, -credits), new Leg(siteId, credits)]));
            },
            cancellation);

    // From the ledger, so that it is right also for a month without a cap.
    private async Task<long> UsedAsync(CreditsDb db, Guid siteId, Guid licenseId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var pool = await db.Pools.AsNoTracking().Where(pool => pool.Id == licenseId)
            .Select(pool => new OwnedPool(pool.Id, pool.LicenseId, null, pool.Balance, pool.Sequence, false, false))
            .SingleAsync(cancellation);
        var month = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        var sums = await UseSums.ReadAsync(db, [pool], month, month.AddMonths(1), cancellation);
        return sums.Where(sum => sum.SiteId == siteId).Sum(sum => sum.Credits);
    }
}
