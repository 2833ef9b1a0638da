namespace SeoRankGenius.Credits.BackOffice.Admins;

/// <summary>An admin's proposal to give somebody the role. A second admin decides.</summary>
public sealed class AdminInvitation
{
    private AdminInvitation()
    {
    }

    public Guid Id { get; private set; }
    public string Email { get; private set; } = "";
    public Guid InvitedById { get; private set; }

    /// <summary>The inviting admin's e-mail address at that time.</summary>
    public string InvitedBy { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime InvitedAt { get; private set; }

    /// <summary>Who approved or declined it; null while it waits.</summary>
    public Guid? DecidedById { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime? DecidedAt { get; internal set; }
    public bool IsApproved { get; internal set; }

    internal static AdminInvitation Of(Actor by, string email, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Email = email,
        InvitedById = by.UserId ?? throw new InvalidOperationException("Only an admin who signed in invites."),
        InvitedBy = by.Name,
        InvitedAt = now,
    };
}
