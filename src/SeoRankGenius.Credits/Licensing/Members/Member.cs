namespace SeoRankGenius.Credits.Licensing.Members;

/// <summary>
/// A user who works in another's license. Until they open the invitation's link and accept, they have no access.
/// </summary>
public sealed class Member
{
    /// <summary>For how long an invitation can be accepted.</summary>
    public static readonly TimeSpan InvitedFor = TimeSpan.FromDays(7);

    private Member() { }

    public Guid LicenseId { get; private set; }

    public Guid UserId { get; private set; }

    /// <summary>Never <see cref="AccountRole.Owner"/>.</summary>
    public AccountRole Role { get; internal set; }

    /// <summary>The latest invitation. UTC.</summary>
    public DateTime InvitedAt { get; private set; }

    /// <summary>SHA-256 of the invitation's code; null once it is accepted.</summary>
    public string? CodeHash { get; private set; }

    /// <summary>UTC; null while invited.</summary>
    public DateTime? JoinedAt { get; private set; }

    internal static Member Of(Guid licenseId, Guid userId) => new() { LicenseId = licenseId, UserId = userId };

    /// <summary>Invites, or invites again: the previous link stops working.</summary>
    internal void Invite(AccountRole role, string code, DateTime now) =>
        (Role, CodeHash, InvitedAt) = (role, Secret.Hash(code), now);

    internal void Join(DateTime now) => (CodeHash, JoinedAt) = (null, now);
}
