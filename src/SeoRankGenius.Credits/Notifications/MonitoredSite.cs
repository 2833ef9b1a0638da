namespace SeoRankGenius.Credits.Notifications;

/// <summary>A site with the data that determines whether its balance is low.</summary>
internal sealed class MonitoredSite
{
    /// <summary>The minimum default threshold in whole credits, and the divisor of the last purchase.</summary>
    private const long LeastDefault = 100, ShareOfPurchase = 10;

    public Guid SiteId { get; init; }
    public Guid LicenseId { get; init; }
    public Guid OwnerId { get; init; }
    public string Domain { get; init; } = "";
    public string Plan { get; init; } = "";
    public LicenseStatus Status { get; init; }
    public DateTime? TrialEndsAt { get; init; }

    /// <summary>Total Available, in whole credits.</summary>
    public long Total { get; init; }

    /// <summary>The owner's threshold; null for the default.</summary>
    public long? OwnThreshold { get; init; }

    /// <summary>A tenth of the last purchase that this site can spend, at least 100.</summary>
    public long DefaultThreshold { get; init; }
    public bool IsArmed { get; init; }

    /// <summary>The threshold that spends compare with; null before the balance was ever sufficient.</summary>
    public long? Below { get; init; }
    public bool WantsMail { get; init; }

    /// <summary>A low balance is shown: it was sufficient before, and the notice is not hidden.</summary>
    public bool ShowsNotice { get; init; }

    public long Threshold => OwnThreshold ?? DefaultThreshold;

    /// <summary>The default threshold after a purchase of so many credits.</summary>
    public static long DefaultOf(long purchased) => Math.Max(purchased / ShareOfPurchase, LeastDefault);

    /// <summary>
    /// The connected sites but test sites. Filter by stored columns only, not by computed properties.
    /// </summary>
    public static IQueryable<MonitoredSite> In(CreditsDb db) =>
        from site in db.Sites
        join license in db.Licenses on site.LicenseId equals license.Id
        join own in db.Pools on site.Id equals own.Id
        join shared in db.Pools on license.Id equals shared.Id
        join row in db.LowBalanceAlerts on site.Id equals row.SiteId into rows
        from alert in rows.DefaultIfEmpty()
        where site.RemovedAt == null && !site.IsTest
        let last = db.Purchases
            .Where(bought => bought.LicenseId == license.Id && bought.PaidAt != null
                && (bought.Pool == PoolKind.Shared || bought.SiteId == site.Id))
            .OrderByDescending(bought => bought.PaidAt)
            .Select(bought => bought.Credits).FirstOrDefault()
        select new MonitoredSite
        {
            SiteId = site.Id,
            LicenseId = license.Id,
            OwnerId = license.OwnerId,
            Domain = site.Domain,
            Plan = license.Plan,
            Status = license.Status,
            TrialEndsAt = license.TrialEndsAt,
            Total = own.Balance + shared.Balance,
            OwnThreshold = alert == null ? null : alert.Threshold,
            DefaultThreshold = last / ShareOfPurchase > LeastDefault ? last / ShareOfPurchase : LeastDefault,
            IsArmed = alert != null && alert.IsArmed,
            Below = alert == null ? null : alert.Below,
            WantsMail = alert == null || alert.WantsMail,
            ShowsNotice = alert != null && (alert.CrossedAt == null ? alert.IsArmed : !alert.IsHidden),
        };
}
