namespace SeoRankGenius.Credits.Ledger;

public enum HoldStatus
{
    /// <summary>The credits are out of the pools until capture, release or expiry.</summary>
    Open,

    /// <summary>Part or all was charged; the rest was returned.</summary>
    Captured,

    /// <summary>All credits were returned at the caller's request.</summary>
    Released,

    /// <summary>All credits were returned because the hold expired.</summary>
    Expired,
}

/// <summary>
/// Credits reserved for a run of many pages. Placing a hold takes them out of the pools at once. Unused credits return
/// to the pools they came from.
/// </summary>
public sealed class Hold
{
    private Hold() { }

    public Guid Id { get; private set; }
    public Guid SiteId { get; private set; }

    public Guid LicenseId { get; private set; }

    /// <summary>The code of a feature in the catalog at the time of placement.</summary>
    public string Feature { get; private set; } = "";

    /// <summary>Whole credits taken from the Domain pool.</summary>
    public long Domain { get; private set; }

    /// <summary>Whole credits taken from the Shared pool.</summary>
    public long Shared { get; private set; }

    /// <summary>Whole credits charged when the hold ended; 0 while it is open.</summary>
    public long Captured { get; private set; }

    /// <summary>Concurrency token: of two concurrent ends, only one succeeds.</summary>
    public HoldStatus Status { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>
    /// From this time on, the hold can't be captured, and its credits are returned automatically. UTC. Concurrency
    /// token: of an extension and the end of the hold at another instance, only one succeeds.
    /// </summary>
    public DateTime ExpiresAt { get; private set; }

    /// <summary>UTC; null while it is open.</summary>
    public DateTime? EndedAt { get; private set; }

    public Draw Held => new(Domain, Shared);

    /// <summary>What was charged when the hold ended: Domain first, as for a spend of the same credits.</summary>
    public Draw Charged => Held.First(Captured);

    /// <summary>The status at a time (UTC): an open hold that is past its expiry counts as expired.</summary>
    public HoldStatus StatusAt(DateTime now) =>
        IsOverdueAt(now) ? HoldStatus.Expired : Status;

    /// <summary>Open and past its expiry at a time (UTC): its credits are still to be returned.</summary>
    internal bool IsOverdueAt(DateTime now) => Status == HoldStatus.Open && ExpiresAt <= now;

    /// <summary>Moves the expiry, but not to an earlier time. UTC.</summary>
    internal void Extend(DateTime until) => ExpiresAt = until > ExpiresAt ? until.ToWholeSecond() : ExpiresAt;

    internal static Hold Place(
        Guid siteId, Guid licenseId, string feature, Draw draw, DateTime now, TimeSpan time) => new()
    {
        Id = Guid.CreateVersion7(now),
        SiteId = siteId,
        LicenseId = licenseId,
        Feature = feature,
        Domain = draw.Domain,
        Shared = draw.Shared,
        CreatedAt = now,
        ExpiresAt = (now + time).ToWholeSecond(),
    };

    internal void End(HoldStatus status, long captured, DateTime now) =>
        (Status, Captured, EndedAt) = (status, captured, now);
}
