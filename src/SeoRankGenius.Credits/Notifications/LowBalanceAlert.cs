namespace SeoRankGenius.Credits.Notifications;

/// <summary>
/// When a site's owner wants to be told that credits run low, and whether they were. A site without a row never had
/// enough credits to run low of.
/// </summary>
public sealed class LowBalanceAlert
{
    private LowBalanceAlert()
    {
    }

    public Guid SiteId { get; private set; }

    /// <summary>
    /// Whole credits of Total Available; below it the balance is low. Null for the default, 0 for never.
    /// </summary>
    public long? Threshold { get; internal set; }

    /// <summary>Does the owner want an e-mail too?</summary>
    public bool WantsMail { get; internal set; } = true;

    /// <summary>Was there enough since the last time? A concurrency token: a crossing happens once.</summary>
    public bool IsArmed { get; private set; }

    /// <summary>Since when the balance is low. UTC; null while it is not.</summary>
    public DateTime? CrossedAt { get; private set; }

    /// <summary>Did the owner hide the notice of this crossing?</summary>
    public bool IsHidden { get; internal set; }

    /// <summary>Is this crossing's e-mail still to be sent?</summary>
    public bool IsMailDue { get; private set; }

    /// <summary>Which instance's turn it is to send, by when it took it. UTC; a concurrency token.</summary>
    public DateTime? MailTakenAt { get; internal set; }

    internal static LowBalanceAlert For(Guid siteId) => new() { SiteId = siteId };

    /// <summary>There is enough again: the next crossing will be told.</summary>
    internal void Arm() => (IsArmed, CrossedAt, IsHidden, IsMailDue, MailTakenAt) = (true, null, false, false, null);

    /// <summary>The balance fell below the threshold just now.</summary>
    internal void Cross(DateTime now) =>
        (IsArmed, CrossedAt, IsHidden, IsMailDue, MailTakenAt) = (false, now, false, WantsMail, null);

    /// <summary>The e-mail was sent, or is not wanted any more.</summary>
    internal void EndMail() => (IsMailDue, MailTakenAt) = (false, null);
}
