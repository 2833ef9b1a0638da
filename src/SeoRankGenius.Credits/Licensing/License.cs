namespace SeoRankGenius.Credits.Licensing;

public enum LicenseStatus
{
    Active,

    /// <summary>On trial until <see cref="License.TrialEndsAt"/>; then the license counts as Free.</summary>
    Trialing,

    /// <summary>The last invoice is unpaid; the plan is still active.</summary>
    PastDue,

    /// <summary>The plan ended; the license counts as Free.</summary>
    Canceled,

    /// <summary>Suspended by an admin: nothing is spent or bought.</summary>
    Suspended,
}

/// <summary>An owner's license: a plan, a Shared pool and the sites it covers.</summary>
public sealed class License
{
    private License() { }

    public Guid Id { get; private set; }
    public Guid OwnerId { get; private set; }

    /// <summary>The key's <see cref="HashKey"/>; the key itself is shown once and never stored.</summary>
    public string KeyHash { get; private set; } = "";

    /// <summary>The key's last four characters, shown for identification.</summary>
    public string KeyHint { get; private set; } = "";

    /// <summary>The code of a plan in the catalog.</summary>
    public string Plan { get; internal set; } = "";

    public LicenseStatus Status { get; internal set; }

    /// <summary>The status after a suspension ends; null while the license is not suspended.</summary>
    public LicenseStatus? ResumesAs { get; private set; }

    /// <summary>UTC; null when the license was never on trial.</summary>
    public DateTime? TrialEndsAt { get; internal set; }

    /// <summary>Maximum number of sites, overriding the plan's; null for the plan's limit.</summary>
    public int? SiteLimit { get; internal set; }

    /// <summary>Stripe's <c>cus_…</c>; null before the first saved card or subscription.</summary>
    public string? StripeCustomerId { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>SHA-256 of a typed key: case, dashes, spaces and invisible characters do not count.</summary>
    internal static string HashKey(string key) =>
        Secret.Hash(string.Concat(key.Where(char.IsLetterOrDigit)).ToUpperInvariant());

    /// <summary>Suspends the license. Later status changes take effect when it is resumed.</summary>
    internal void Suspend() =>
        (Status, ResumesAs) = (LicenseStatus.Suspended, Status == LicenseStatus.Suspended ? ResumesAs : Status);

    /// <summary>Ends the suspension, including status changes made during it.</summary>
    internal void Resume()
    {
        // Licenses suspended before ResumesAs existed: on trial if there is a trial end.
        var fallback = TrialEndsAt is null ? LicenseStatus.Active : LicenseStatus.Trialing;
        if (Status == LicenseStatus.Suspended)
            (Status, ResumesAs) = (ResumesAs ?? fallback, null);
    }

    /// <summary>Sets plan and status. A suspended license stays suspended until it is resumed.</summary>
    /// <param name="plan">The code of a plan in the catalog.</param>
    /// <param name="status">Not <see cref="LicenseStatus.Suspended"/>.</param>
    /// <param name="trialEndsAt">UTC; null if the license was never on trial.</param>
    internal void Put(string plan, LicenseStatus status, DateTime? trialEndsAt)
    {
        (Plan, TrialEndsAt) = (plan, trialEndsAt);
        if (Status == LicenseStatus.Suspended)
            ResumesAs = status;
        else
            Status = status;
    }

    /// <summary>The entitlement at a given time (UTC).</summary>
    internal Entitlement StandingAt(PriceList catalog, DateTime now) =>
        Entitlement.Of(catalog, Plan, Status, TrialEndsAt, now);

    /// <summary>Replaces the key. The old one is invalid from the commit on.</summary>
    internal string RotateKey()
    {
        var key = Secret.New("SRG-");
        (KeyHash, KeyHint) = (HashKey(key), key[^4..]);
        return key;
    }

    internal static License Issue(Guid ownerId, string key, string plan, DateTime? trialEndsAt, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now),
        OwnerId = ownerId,
        KeyHash = HashKey(key),
        KeyHint = key[^4..],
        Plan = plan,
        Status = trialEndsAt is null ? LicenseStatus.Active : LicenseStatus.Trialing,
        TrialEndsAt = trialEndsAt,
        CreatedAt = now,
    };
}
