using SeoRankGenius.Credits.Catalog;

namespace SeoRankGenius.Credits.Licensing;

public enum LicenseStatus
{
    Active,

    /// <summary>On trial until <see cref="License.TrialEndsAt"/>; after that the license counts as Free.</summary>
    Trialing,

    /// <summary>The last invoice is unpaid; the plan still works.</summary>
    PastDue,

    /// <summary>The plan ended; the license counts as Free.</summary>
    Canceled,

    /// <summary>Stopped by an admin: nothing is spent or bought.</summary>
    Suspended,
}

/// <summary>What an owner holds: a plan, a Shared pool and the sites it covers.</summary>
public sealed class License
{
    private License()
    {
    }

    public Guid Id { get; private set; }

    public Guid OwnerId { get; private set; }

    /// <summary>SHA-256 of the license key, in hexadecimal; the key itself is shown once and never stored.</summary>
    public string KeyHash { get; private set; } = "";

    /// <summary>The key's last four characters, by which people recognise it.</summary>
    public string KeyHint { get; private set; } = "";

    /// <summary>The code of a plan in the catalog.</summary>
    public string Plan { get; internal set; } = "";

    public LicenseStatus Status { get; internal set; }

    /// <summary>How a suspended license stands once it is resumed; null while it is not suspended.</summary>
    public LicenseStatus? ResumesAs { get; private set; }

    /// <summary>UTC; null when the license was never on trial.</summary>
    public DateTime? TrialEndsAt { get; internal set; }

    /// <summary>How many sites it may connect, whatever its plan says; null leaves that to the plan.</summary>
    public int? SiteLimit { get; internal set; }

    /// <summary>Stripe's <c>cus_…</c>; null before the first saved card or subscription.</summary>
    public string? StripeCustomerId { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>Stops it. What else happens to it meanwhile shows when it is resumed.</summary>
    internal void Suspend() =>
        (Status, ResumesAs) = (LicenseStatus.Suspended, Status == LicenseStatus.Suspended ? ResumesAs : Status);

    /// <summary>Lets it go on as it would stand had it not been suspended.</summary>
    internal void Resume()
    {
        // Suspended before that was kept: on trial where it has a trial's end.
        var fallback = TrialEndsAt is null ? LicenseStatus.Active : LicenseStatus.Trialing;
        if (Status == LicenseStatus.Suspended)
            (Status, ResumesAs) = (ResumesAs ?? fallback, null);
    }

    /// <summary>Puts it on a plan, in a state; a suspended license stays so until it is resumed.</summary>
    /// <param name="plan">The code of a plan in the catalog.</param>
    /// <param name="status">Not <see cref="LicenseStatus.Suspended"/>.</param>
    /// <param name="trialEndsAt">UTC; null when it is not, and never was, on trial.</param>
    internal void Put(string plan, LicenseStatus status, DateTime? trialEndsAt)
    {
        (Plan, TrialEndsAt) = (plan, trialEndsAt);
        if (Status == LicenseStatus.Suspended)
            ResumesAs = status;
        else
            Status = status;
    }

    /// <summary>What it may do at a moment (UTC).</summary>
    internal Entitlement StandingAt(PriceList catalog, DateTime now) =>
        Entitlement.Of(catalog, Plan, Status, TrialEndsAt, now);

    internal static License Issue(Guid ownerId, string key, string plan, DateTime? trialEndsAt, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now),
        OwnerId = ownerId,
        KeyHash = Secret.Hash(key),
        KeyHint = key[^4..],
        Plan = plan,
        Status = trialEndsAt is null ? LicenseStatus.Active : LicenseStatus.Trialing,
        TrialEndsAt = trialEndsAt,
        CreatedAt = now,
    };
}
