namespace SeoRankGenius.Credits.Webhooks;

/// <summary>An address of the owner's that gets the events of a license.</summary>
public sealed class WebhookEndpoint
{
    /// <summary>How long the secret before the newest still signs.</summary>
    internal static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private WebhookEndpoint() { }

    public Guid Id { get; private set; }
    public Guid LicenseId { get; private set; }

    /// <summary>An absolute address, as checked by <see cref="WebhookTarget"/>.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The signing secret, encrypted; shown once.</summary>
    public string SealedSecret { get; private set; } = "";

    /// <summary>The secret before it, encrypted; null without a rotation.</summary>
    public string? OldSealedSecret { get; private set; }

    /// <summary>Until then <see cref="OldSealedSecret"/> signs too. UTC.</summary>
    public DateTime? OldSecretUntil { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>Turned off after an event that was not accepted for days. UTC; null while it gets events.</summary>
    public DateTime? DisabledAt { get; internal set; }

    /// <summary>
    /// No other attempt starts before: while one runs, and for a minute after one that was not answered in time. UTC;
    /// null if one may start.
    /// </summary>
    public DateTime? RetryAt { get; internal set; }

    internal static WebhookEndpoint Of(Guid licenseId, string url, string sealedSecret, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now), LicenseId = licenseId, Url = url, SealedSecret = sealedSecret, CreatedAt = now,
    };

    internal void Rotate(string sealedSecret, DateTime now) =>
        (OldSealedSecret, OldSecretUntil, SealedSecret) = (SealedSecret, now + Overlap, sealedSecret);
}
