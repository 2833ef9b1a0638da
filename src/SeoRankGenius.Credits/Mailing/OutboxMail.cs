namespace SeoRankGenius.Credits.Mailing;

/// <summary>An e-mail to queue.</summary>
/// <param name="Key">Identifies the e-mail: the same key is sent once. At most 255 characters.</param>
/// <param name="To">The recipient's address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text; complete sentences.</param>
public sealed record NewMail(string Key, string To, string Subject, string Text)
{
    /// <summary>The path that the e-mail links to, starting with a slash; null if the text has its links.</summary>
    public string? LinkPath { get; init; }

    /// <summary>
    /// The site whose alerts the e-mail can unsubscribe from; null for an e-mail that cannot be stopped.
    /// </summary>
    public Guid? StopSiteId { get; init; }

    /// <summary>
    /// Whether the link grants access, such as that of an invitation to a license. It is encrypted while it waits. Text
    /// and link are erased once the e-mail is sent or abandoned, and are never shown.
    /// </summary>
    public bool IsSecret { get; init; }
}

/// <summary>A queued or sent e-mail.</summary>
public sealed class OutboxMail
{
    /// <summary>Attempts before an e-mail is abandoned: about two days.</summary>
    public const int MostAttempts = 12;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(6);

    private OutboxMail()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Unique.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Empty once it is kept no longer (<c>Retention:MailDays</c>).</summary>
    public string To { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>Empty once a secret e-mail is sent or abandoned.</summary>
    public string Text { get; private set; } = "";

    /// <summary>
    /// <inheritdoc cref="NewMail.LinkPath"/> Encrypted in a secret e-mail; <see cref="Outbox.LinkOf"/> reads it.
    /// </summary>
    public string? LinkPath { get; private set; }

    /// <inheritdoc cref="NewMail.StopSiteId"/>
    public Guid? StopSiteId { get; private set; }

    /// <inheritdoc cref="NewMail.IsSecret"/>
    public bool IsSecret { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>Time of the next attempt. UTC; null once the e-mail is sent or abandoned.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>Attempts so far. Concurrency token: one instance makes each attempt.</summary>
    public int Attempts { get; private set; }

    /// <summary>The error of the last attempt; null if there was none.</summary>
    public string? Error { get; private set; }

    /// <summary>UTC; null until sent.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>Whether no further attempt is made and the e-mail was not sent.</summary>
    public bool IsAbandoned => DueAt is null && SentAt is null;

    /// <summary>Whether an abandoned e-mail can be sent again: its text and recipient still exist.</summary>
    public bool IsRepeatable => IsAbandoned && !IsSecret && To.Length > 0;

    internal static OutboxMail Of(NewMail mail, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Key = mail.Key,
        To = mail.To,
        Subject = mail.Subject,
        Text = mail.Text,
        LinkPath = mail.LinkPath,
        StopSiteId = mail.StopSiteId,
        IsSecret = mail.IsSecret,
        CreatedAt = now,
        DueAt = now,
    };

    /// <summary>An instance starts an attempt. Without a report, the next attempt is made at that time.</summary>
    internal void Take(DateTime until) => (Attempts, DueAt) = (Attempts + 1, until);

    internal void Succeed(DateTime now)
    {
        (SentAt, DueAt, Error) = (now, null, null);
        Erase();
    }

    /// <summary>The next attempt follows after 1 minute, then 4, 16, 64 and so on, at most 6 hours.</summary>
    internal void Fail(string error, DateTime now)
    {
        var delay = TimeSpan.FromMinutes(Math.Pow(4, Math.Min(Attempts - 1, 6)));
        Error = error.Length > 500 ? error[..500] : error;
        DueAt = Attempts >= MostAttempts ? null : now + (delay < LongestDelay ? delay : LongestDelay);
        if (DueAt is null)
            Erase();
    }

    internal void Retry(DateTime now) => (Attempts, DueAt) = (0, now);

    /// <summary>Keeps the key, so that the same e-mail is not sent again, and nothing about the recipient.</summary>
    internal void Reduce() => (To, Subject, Text, LinkPath, Error) = ("", "", "", null, null);

    /// <summary>The same; what is not sent yet stays unsent.</summary>
    internal void Forget()
    {
        DueAt = null;
        Reduce();
    }

    private void Erase()
    {
        if (IsSecret)
            (Text, LinkPath) = ("", null);
    }
}
