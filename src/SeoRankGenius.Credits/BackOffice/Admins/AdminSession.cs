namespace SeoRankGenius.Credits.BackOffice.Admins;

/// <summary>A browser in which an admin is signed in. Its cookie is good only as long as this is open.</summary>
public sealed class AdminSession
{
    /// <summary>After a longer pause an admin is asked who they are before credits move or rights change.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(15);

    /// <summary>A session that was not seen for so long is over; as long as the cookie lasts.</summary>
    public static readonly TimeSpan LongestUnseen = TimeSpan.FromDays(14);

    internal const int LongestDevice = 300, LongestAddress = 45;

    private AdminSession()
    {
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    /// <summary>The network address that signed in.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The browser as it calls itself, cut after 300 characters; empty when it does not say.</summary>
    public string Device { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; private set; }

    /// <summary>The latest request, give or take a minute. UTC.</summary>
    public DateTime LastSeenAt { get; private set; }

    /// <summary>
    /// The latest request, give or take a minute, since the admin last said who they are without being idle for longer
    /// than <see cref="FreshFor"/> between. UTC.
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

    /// <summary>May it move credits and change rights without asking again?</summary>
    public bool IsFresh(DateTime now) => now - FreshAt <= FreshFor;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
