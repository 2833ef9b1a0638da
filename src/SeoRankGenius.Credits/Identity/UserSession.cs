namespace SeoRankGenius.Credits.Identity;

/// <summary>How a session was opened; its limits depend on it.</summary>
public enum SessionKind
{
    /// <summary>An owner's password, until the browser closes.</summary>
    Browser,

    /// <summary>An owner's password, with "Keep me signed in".</summary>
    Kept,

    /// <summary>A launch link, for one site only.</summary>
    Site,

    /// <summary>An admin's password.</summary>
    Admin,
}

/// <summary>A browser's session. Its cookie holds a random key, of which only the hash is stored.</summary>
public sealed class UserSession
{
    /// <summary>
    /// An admin who was idle for longer confirms their identity before any change.
    /// </summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(15);

    /// <summary>Money and rights require a sign-in or a confirmed identity within this time.</summary>
    public static readonly TimeSpan ConfirmedFor = TimeSpan.FromMinutes(5);

    internal const int LongestDevice = 300, LongestAddress = 45, LongestStamp = 64;

    private UserSession()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>SHA-256 of the cookie's key, in hexadecimal.</summary>
    public string KeyHash { get; private set; } = "";

    public SessionKind Kind { get; private set; }
    public Guid UserId { get; private set; }

    /// <summary>The user's security stamp at the start. A new password or second factor changes the user's.</summary>
    public string SecurityStamp { get; private set; } = "";

    /// <summary>The only site of the session; null for one by password.</summary>
    public Guid? SiteId { get; private set; }

    /// <summary>The site's token at the start; the session ends with it. Null without a site.</summary>
    public string? TokenHash { get; private set; }

    /// <summary>Opened with a code besides the password.</summary>
    public bool HasTwoFactors { get; private set; }

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

    /// <summary>The sign-in, or the latest confirmed identity. UTC.</summary>
    public DateTime ConfirmedAt { get; private set; }

    /// <summary>UTC; null while it is open.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>The longest time from the first to the last request.</summary>
    public static TimeSpan Longest(SessionKind kind) => kind switch
    {
        SessionKind.Browser => TimeSpan.FromDays(7),
        SessionKind.Kept => TimeSpan.FromDays(30),
        SessionKind.Site or SessionKind.Admin => TimeSpan.FromHours(12),
    };

    /// <summary>The longest time without a request.</summary>
    public static TimeSpan LongestIdle(SessionKind kind) => kind switch
    {
        SessionKind.Kept => Longest(kind),
        SessionKind.Browser or SessionKind.Site or SessionKind.Admin => TimeSpan.FromHours(12),
    };

    internal static UserSession Start(
        NewSession from, string key, string stamp, string? tokenHash, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now),
        KeyHash = Secret.Hash(key),
        Kind = from.Kind,
        UserId = from.UserId,
        SecurityStamp = stamp,
        SiteId = from.SiteId,
        TokenHash = tokenHash,
        HasTwoFactors = from.HasTwoFactors,
        Address = Cut(from.Address, LongestAddress),
        Device = Cut(from.Device, LongestDevice),
        StartedAt = now,
        LastSeenAt = now,
        FreshAt = now,
        ConfirmedAt = now,
    };

    internal static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>A sign-in that succeeded.</summary>
/// <param name="UserId">Who signed in.</param>
/// <param name="Email">The sign-in address.</param>
/// <param name="Kind">How.</param>
/// <param name="SiteId">The only site of the session; null for all of the user's.</param>
/// <param name="HasTwoFactors">With a code besides the password.</param>
public sealed record NewSession(Guid UserId, string Email, SessionKind Kind, Guid? SiteId, bool HasTwoFactors)
{
    /// <summary>The network address.</summary>
    public string Address { get; init; } = "";

    /// <summary>The user agent string.</summary>
    public string Device { get; init; } = "";
}

/// <summary>An open session and its user, as one query reads them for a request.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="Kind">How it was opened.</param>
/// <param name="UserId">The user.</param>
/// <param name="Email">The user's sign-in address.</param>
/// <param name="SiteId">The only site of the session; null for all of the user's.</param>
/// <param name="HasTwoFactors">Opened with a code besides the password.</param>
public sealed record OpenSession(
    Guid Id, SessionKind Kind, Guid UserId, string Email, Guid? SiteId, bool HasTwoFactors)
{
    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>Before this request. UTC.</summary>
    public DateTime LastSeenAt { get; init; }

    /// <summary>Before this request. UTC.</summary>
    public DateTime FreshAt { get; init; }

    /// <summary>Before this request. UTC.</summary>
    public DateTime ConfirmedAt { get; init; }

    /// <summary>
    /// The user's roles now, also those in others' licenses; the role of an admin only in a session of an admin.
    /// </summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The identity was confirmed, or the session used, within the last 15 minutes.</summary>
    public bool IsFresh(DateTime now) => now - FreshAt <= UserSession.FreshFor;

    /// <summary>Signed in, or confirmed the identity, within the last five minutes.</summary>
    public bool IsConfirmed(DateTime now) => now - ConfirmedAt <= UserSession.ConfirmedFor;

    internal bool IsOver(DateTime now) =>
        now - StartedAt >= UserSession.Longest(Kind) || now - LastSeenAt >= UserSession.LongestIdle(Kind);
}
