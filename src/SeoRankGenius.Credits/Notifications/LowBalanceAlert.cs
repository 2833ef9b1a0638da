namespace SeoRankGenius.Credits.Notifications;

/// <summary>
/// The settings and state of a site's low-balance alert. A site without a row has never had a sufficient balance, so it
/// can't cross the threshold.
/// </summary>
public sealed class LowBalanceAlert
{
    private LowBalanceAlert() { }

    public Guid SiteId { get; private set; }

    /// <summary>The site's license, for good.</summary>
    public Guid LicenseId { get; private set; }

    /// <summary>
    /// Whole credits of Total Available; the balance is low below it. Null for the default, 0 for no alerts.
    /// </summary>
    public long? Threshold { get; private set; }

    /// <summary>Whether the owner also receives an e-mail.</summary>
    public bool WantsMail { get; internal set; } = true;

    /// <summary>
    /// Whether the balance was sufficient since the last crossing. Concurrency token: a crossing is recorded once.
    /// </summary>
    public bool IsArmed { get; private set; }

    /// <summary>
    /// The threshold in effect when the balance was last sufficient, which a spend compares with. Null before that.
    /// </summary>
    public long? Below { get; private set; }

    /// <summary>Time of the crossing. UTC; null while the balance is not low.</summary>
    public DateTime? CrossedAt { get; private set; }

    /// <summary>Whether the owner hid the notice of this crossing.</summary>
    public bool IsHidden { get; internal set; }

    /// <summary>Whether this crossing's e-mail is still to be queued.</summary>
    public bool IsMailDue { get; private set; }

    internal static LowBalanceAlert For(Guid siteId, Guid licenseId) =>
        new() { SiteId = siteId, LicenseId = licenseId };

    /// <summary>Sets the owner's threshold; null for the default, which the next pass compares with.</summary>
    internal void Set(long? threshold, bool wantsMail) =>
        (Threshold, WantsMail, Below) = (threshold, wantsMail, threshold ?? Below);

    /// <summary>The balance is sufficient: the next fall below <paramref name="threshold"/> is a crossing.</summary>
    internal void Arm(long threshold) =>
        (IsArmed, Below, CrossedAt, IsHidden, IsMailDue) = (true, threshold, null, false, false);

    /// <summary>The balance fell below the threshold.</summary>
    internal void Cross(DateTime now) =>
        (IsArmed, CrossedAt, IsHidden, IsMailDue) = (false, now, false, WantsMail);

    /// <summary>The e-mail was queued or is no longer wanted.</summary>
    internal void EndMail() => IsMailDue = false;
}
