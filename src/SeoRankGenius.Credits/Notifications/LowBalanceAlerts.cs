using SeoRankGenius.Credits.Usage;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Notifications;

/// <summary>The owner's alert settings for a site. Whole credits.</summary>
/// <param name="Threshold">The owner's threshold; null for the default, 0 for no alerts.</param>
/// <param name="DefaultThreshold">A tenth of the last purchase that the site can spend, at least 100.</param>
/// <param name="WantsMail">Whether an e-mail is sent too.</param>
public sealed record AlertSettings(long? Threshold, long DefaultThreshold, bool WantsMail);

/// <summary>The notice in the Credits tab while the balance is low.</summary>
/// <param name="Threshold">The balance is low below it. Whole credits.</param>
/// <param name="Pack">The offered pack: the one bought last, else the cheapest that suffices; null for none.</param>
public sealed record LowBalanceNotice(long Threshold, Pack? Pack);

/// <summary>What a site's tab shows beside its balances.</summary>
/// <param name="Threshold">The balance is low below it; 0 for no alerts. Whole credits.</param>
/// <param name="MayWarn">A balance below the threshold is shown: it was sufficient before, and is not hidden.</param>
/// <param name="TopUp">The automatic top-ups of the site's two pools.</param>
/// <param name="Limits">The site's cap on Shared Credits with its use this month, and its pause.</param>
public sealed record TabStatus(long Threshold, bool MayWarn, TopUpStatus TopUp, SiteLimits Limits);

/// <summary>The automatic top-ups of a site's two pools together.</summary>
public enum TopUpStatus
{
    Off,

    /// <summary>At least one charges when its pool is low.</summary>
    On,

    /// <summary>At least one is stopped or paused.</summary>
    Stopped,
}

/// <summary>Raises one alert for each time a site's Total Available falls below its threshold.</summary>
public sealed class LowBalanceAlerts(Reader reader, Writer writer, PriceList catalog, TimeProvider time)
{
    /// <summary>The maximum threshold. Whole credits.</summary>
    public const long MostCredits = 1_000_000;

    // Runs with every view of a tab, hence a prepared statement.
    private const string Tab =
        """
        SELECT a."Threshold", a."IsArmed", a."CrossedAt", a."IsHidden",
            (SELECT MAX(p."Credits") FROM "Purchases" p
             WHERE p."LicenseId" = @p1 AND p."PaidAt" IS NOT NULL AND (p."Pool" = 'Shared' OR p."SiteId" = @p0)
                AND p."PaidAt" = (SELECT MAX(q."PaidAt") FROM "Purchases" q
                    WHERE q."LicenseId" = @p1 AND (q."Pool" = 'Shared' OR q."SiteId" = @p0))),
            (SELECT MAX(CASE WHEN t."Problem" IS NOT NULL THEN 2 WHEN t."State" = 'On' THEN 1 ELSE 0 END)
             FROM "AutoTopUps" t WHERE t."PoolId" = @p0 OR t."PoolId" = @p1),
            m."Cap", m."IsPaused", CASE WHEN m."Month" = @p2 THEN m."Used" ELSE 0 END
        FROM "Sites" s LEFT JOIN "LowBalanceAlerts" a ON a."SiteId" = s."Id"
            LEFT JOIN "SiteLimits" m ON m."SiteId" = s."Id"
        WHERE s."Id" = @p0
        """;

    /// <summary>
    /// Records every site whose Total Available crossed its threshold, in either direction, unless its spend recorded
    /// it. Only crossings and changed thresholds are written. Repeatable, and safe on several instances at once: a
    /// crossing is recorded once.
    /// </summary>
    public async Task PassAsync(CancellationToken cancellation)
    {
        var crossed = await reader.RunAsync(db => CrossedAsync(db, cancellation));
        // A chunk shares one commit.
        foreach (var some in crossed.Chunk(Writer.MostInOneCommit))
            await Task.WhenAll(some.Select(siteId => writer.RunAsync(db => CrossAsync(db, siteId), cancellation)));
    }

    /// <summary>Reads a site's settings. The caller has checked that the site is the viewer's.</summary>
    public async Task<AlertSettings> ReadAsync(Guid siteId, CancellationToken cancellation)
    {
        var site = await FindAsync(siteId, cancellation);
        return new AlertSettings(site.OwnThreshold, site.DefaultThreshold, site.WantsMail);
    }

    /// <summary>
    /// Sets a site's alert settings. Repeatable. Refuses a threshold outside 0 to 1,000,000 with
    /// <see cref="RefusalCode.InvalidRequest"/>.
    /// </summary>
    public Task SetAsync(Guid siteId, long? threshold, bool wantsMail, CancellationToken cancellation)
    {
        new RequestRules(catalog)
            .Between(threshold ?? 0, 0, MostCredits, "threshold", "Give a number from 0 to 1,000,000.")
            .Enforce();
        return ChangeAsync(siteId, alert => alert.Set(threshold, wantsMail), cancellation);
    }

    /// <summary>Hides the notice until the next crossing. Repeatable.</summary>
    public Task HideAsync(Guid siteId, CancellationToken cancellation) =>
        ChangeAsync(siteId, alert => alert.IsHidden = true, cancellation);

    /// <summary>Stops the alert e-mails, those that are queued included. Repeatable.</summary>
    public Task StopMailAsync(Guid siteId, CancellationToken cancellation) =>
        ChangeAsync(
            siteId,
            alert =>
            {
                alert.WantsMail = false;
                alert.EndMail();
            },
            cancellation);

    /// <summary>
    /// What the tab of a site shows beside its balances, in one query. Without a license, of its own pool only.
    /// </summary>
    public Task<TabStatus> StatusAsync(Guid siteId, Guid? licenseId) =>
        reader.RunAsync(db => ReadStatusAsync(db, siteId, licenseId ?? siteId));

    /// <summary>
    /// The notice in a site's tab; null if the balance suffices or the notice is hidden. Decided by the balance at this
    /// moment, so that it does not wait for the next pass.
    /// </summary>
    public async Task<LowBalanceNotice?> NoticeAsync(Guid siteId, Balances balances, CancellationToken cancellation)
    {
        var site = await FindAsync(siteId, cancellation);
        return site.ShowsNotice && balances.Total < site.Threshold && !EntitlementOf(site).IsFree
            ? new LowBalanceNotice(site.Threshold, await PackAsync(site, cancellation))
            : null;
    }

    /// <summary>
    /// The offered pack: the one bought last if it lifts the balance over the threshold, else the cheapest that does.
    /// </summary>
    internal async Task<Pack?> PackAsync(MonitoredSite site, CancellationToken cancellation)
    {
        var last = await reader.RunAsync(db => db.Purchases
            .Where(bought => bought.SiteId == site.SiteId && bought.PaidAt != null)
            .OrderByDescending(bought => bought.PaidAt)
            .Select(bought => bought.Pack).FirstOrDefaultAsync(cancellation));
        return catalog.Packs.FirstOrDefault(pack => pack.Code == last && site.Total + pack.Credits >= site.Threshold)
            ?? CheapestPacks.CheapestOne(catalog.Packs, site.Threshold - site.Total)
            ?? catalog.Packs.MaxBy(pack => pack.Credits);
    }

    private async Task<TabStatus> ReadStatusAsync(CreditsDb db, Guid siteId, Guid licenseId)
    {
        var month = SiteLimit.MonthOf(time.GetUtcNow().UtcDateTime);
        await using var row = await db.Statements.QueryAsync(Tab, [siteId, licenseId, month]);
        await row.ReadAsync();
        return new TabStatus(
            row.IsDBNull(0) ? MonitoredSite.DefaultOf(row.IsDBNull(4) ? 0 : row.GetInt64(4)) : row.GetInt64(0),
            !row.IsDBNull(1) && (row.IsDBNull(2) ? row.GetBoolean(1) : !row.GetBoolean(3)),
            row.IsDBNull(5) ? TopUpStatus.Off : (TopUpStatus)row.GetInt32(5),
            new SiteLimits(row.Number(6), !row.IsDBNull(7) && row.GetBoolean(7), row.GetInt64(8)));
    }

    // The conditions of Entitlement in SQL: no spends and no alerts on the Free plan or while suspended.
    private Task<List<Guid>> CrossedAsync(CreditsDb db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var paidPlans = catalog.Plans.Where(plan => !plan.IsFree).Select(plan => plan.Code).ToList();
        return MonitoredSite.In(db)
            .Where(site => site.Status != LicenseStatus.Suspended && site.Status != LicenseStatus.Canceled
                && (site.Status != LicenseStatus.Trialing || site.TrialEndsAt == null || site.TrialEndsAt > now)
                && paidPlans.Contains(site.Plan)
                && (site.IsArmed
                    ? site.Total < (site.OwnThreshold ?? site.DefaultThreshold)
                        || site.Below != (site.OwnThreshold ?? site.DefaultThreshold)
                    : site.Total >= (site.OwnThreshold ?? site.DefaultThreshold)))
            .Select(site => site.SiteId).ToListAsync(cancellation);
    }

    private Entitlement EntitlementOf(MonitoredSite site) => Entitlement.Of(
        catalog, site.Plan, site.Status, site.TrialEndsAt, time.GetUtcNow().UtcDateTime);

    private Task<MonitoredSite> FindAsync(Guid siteId, CancellationToken cancellation) =>
        reader.RunAsync(db => MonitoredSite.In(db).SingleAsync(site => site.SiteId == siteId, cancellation));

    private Task ChangeAsync(Guid siteId, Action<LowBalanceAlert> change, CancellationToken cancellation) =>
        writer.RunAsync(
            async db =>
            {
                var licenseId = await db.Sites.Where(site => site.Id == siteId)
                    .Select(site => site.LicenseId).SingleAsync(cancellation);
                var alert = await RowAsync(db, siteId, licenseId);
                change(alert);
                await db.SaveChangesAsync();
                if (!alert.WantsMail)
                    await Outbox.UnsubscribeAsync(db, siteId);
            },
            cancellation);

    private async Task CrossAsync(CreditsDb db, Guid siteId)
    {
        if (await MonitoredSite.In(db).SingleOrDefaultAsync(site => site.SiteId == siteId) is not { } site)
            return;

        var entitlement = EntitlementOf(site);
        var isLow = site.Total < site.Threshold;
        // The site may have changed since it was read.
        var isKnown = site.IsArmed != isLow && (isLow || site.Below == site.Threshold);
        if (isKnown || entitlement.IsFree || entitlement.IsSuspended)
            return;

        var alert = await RowAsync(db, siteId, site.LicenseId);
        if (isLow)
        {
            var now = time.GetUtcNow().UtcDateTime;
            alert.Cross(now);
            WebhookEvents.QueueLowBalance(db, site.LicenseId, siteId, (site.Threshold, site.Total), now);
        }
        else
            alert.Arm(site.Threshold);
        await db.SaveChangesAsync();
    }

    private static async Task<LowBalanceAlert> RowAsync(CreditsDb db, Guid siteId, Guid licenseId)
    {
        if (await db.LowBalanceAlerts.FindAsync(siteId) is { } known)
            return known;
        var alert = LowBalanceAlert.For(siteId, licenseId);
        db.LowBalanceAlerts.Add(alert);
        return alert;
    }
}
