namespace SeoRankGenius.Credits.Ledger;

public enum HoldStatus
{
    /// <summary>The credits are out of the pools, waiting for capture, release or the end of their time.</summary>
    Open,

    /// <summary>Part or all was kept; the rest went back.</summary>
    Captured,

    /// <summary>All went back because the caller said so.</summary>
    Released,

    /// <summary>All went back because the time was over.</summary>
    Expired,
}

/// <summary>
/// Credits put aside for a run of many pages. Placing it takes them out of the pools at once; what is not used goes
/// back to the very pools it came from.
/// </summary>
public sealed class Hold
{
    private Hold()
    {
    }

    public Guid Id { get; private set; }

    public Guid SiteId { get; private set; }

    public Guid LicenseId { get; private set; }

    /// <summary>The code of a feature in the catalog, at that moment.</summary>
    public string Feature { get; private set; } = "";

    /// <summary>Whole credits taken from the Domain pool.</summary>
    public long Domain { get; private set; }

    /// <summary>Whole credits taken from the Shared pool.</summary>
    public long Shared { get; private set; }

    /// <summary>Whole credits kept at its end; 0 while it is open.</summary>
    public long Captured { get; private set; }

    /// <summary>Decides between two that end the hold at once: a concurrency token.</summary>
    public HoldStatus Status { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>From this moment on it can't be captured, and its credits go back by themselves. UTC.</summary>
    public DateTime ExpiresAt { get; private set; }

    /// <summary>UTC; null while it is open.</summary>
    public DateTime? EndedAt { get; private set; }

    public Draw Held => new(Domain, Shared);

    /// <summary>What was kept at its end: Domain first, as a spend of that many credits would have drawn.</summary>
    public Draw Charged => Kept(Captured);

    /// <summary>What <paramref name="credits"/> of the held ones are, pool by pool.</summary>
    internal Draw Kept(long credits)
    {
        var domain = Math.Min(Domain, credits);
        return new Draw(domain, credits - domain);
    }

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
        ExpiresAt = now + time,
    };

    internal void End(HoldStatus status, long captured, DateTime now) =>
        (Status, Captured, EndedAt) = (status, captured, now);
}
