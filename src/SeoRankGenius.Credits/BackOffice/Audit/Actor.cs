namespace SeoRankGenius.Credits.BackOffice.Audit;

/// <summary>Who acts in the back office: an admin at a browser, or someone at the command line.</summary>
/// <param name="UserId">The admin's user id; null where nobody signed in.</param>
/// <param name="Name">The e-mail address at that moment.</param>
/// <param name="Role">The role at that moment.</param>
/// <param name="IpAddress">From where; null at the command line.</param>
public sealed record Actor(Guid? UserId, string Name, string Role, string? IpAddress)
{
    /// <summary>Someone with a shell on the server, who could do anything anyway.</summary>
    public static readonly Actor CommandLine = new(null, "command line", "system", null);

    /// <summary>How the ledger writes who moved credits.</summary>
    internal string InLedger => UserId is { } id ? $"admin:{id:N}" : "system";
}
