namespace SeoRankGenius.Credits.BackOffice.Audit;

/// <summary>The actor in the back office: an admin in a browser, or the command line.</summary>
/// <param name="UserId">The admin's user id; null without a sign-in.</param>
/// <param name="Name">The e-mail address at that time.</param>
/// <param name="Role">The role at that time.</param>
/// <param name="IpAddress">The network address; null at the command line.</param>
public sealed record Actor(Guid? UserId, string Name, string Role, string? IpAddress)
{
    /// <summary>The command line. It requires a shell on the server, which already gives full access.</summary>
    public static readonly Actor CommandLine = new(null, "command line", "system", null);

    /// <summary>The app itself, without a person.</summary>
    public static readonly Actor System = new(null, "system", "system", null);

    /// <summary>The actor as the ledger stores it.</summary>
    internal string InLedger => UserId is { } id ? $"admin:{id:N}" : "system";
}
