namespace SeoRankGenius.Credits.BackOffice.Admins;

/// <summary>An admin's browser session. Its cookie is valid only while the session is open.</summary>
public sealed class AdminSession
{
    /// <summary>
    /// An admin who was idle for longer must confirm their identity before moving credits or changing rights.
    /// </summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(15);

    /// <summary>A session unused for this long has expired. Equals the lifetime of the cookie.</summary>
    public static readonly TimeSpan LongestUnseen = TimeSpan.FromDays(14);

    internal const int LongestDevice = 300, LongestAddress = 45;

    private AdminSession()
    {
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    /// <summary>The network address that signed in.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The user agent string, cut after 300 characters; empty when missing.</summary>
    public string Device { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; private set; }

    /// <summary>The latest request, to within a minute. UTC.</summary>
    public DateTime LastSeenAt { get; private set; }

    /// <summary>
    /// The latest request, to within a minute, that followed a confirmed identity without an idle time longer than
    /// <see cref="FreshFor"/>. UTC.
    /// </summary>
    public DateTime FreshAt { get; private set; }

    /// <summary>UTC; null while it is open.</summary>
    public DateTime? EndedAt { get; private set; }

    internal static AdminSession Start(Guid userId, string address, string device, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserId = userId,
        Address = Cut(address, LongestAddress),
        Device = Cut(device, LongestDevice),
        StartedAt = now,
        LastSeenAt = now,
        FreshAt = now,
    };

    /// <summary>May move credits and change rights without another confirmation.</summary>
    public bool IsFresh(DateTime now) => now - FreshAt <= FreshFor;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
