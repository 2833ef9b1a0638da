using System.Security.Claims;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>The signed-in user, as read with the session.</summary>
public static class SignedIn
{
    public static bool IsSignedIn(this ClaimsPrincipal user) => user.Identity?.IsAuthenticated ?? false;

    /// <summary>
    /// The user may enter the back office: not in a session for one site, nor in one that began before they were an
    /// admin.
    /// </summary>
    public static bool IsAdmin(this ClaimsPrincipal user) =>
        user.IsInRole(Roles.Admin) && user.OnlySiteId() is null && user.SessionId() is not null;

    /// <summary>The session was opened with a password and a code.</summary>
    public static bool HasTwoFactors(this ClaimsPrincipal user) =>
        user.HasClaim(SessionCookie.Method, SessionCookie.TwoFactors);

    /// <summary>The only site of the session; null for a session by password.</summary>
    public static Guid? OnlySiteId(this ClaimsPrincipal user) => user.Id(SessionCookie.Site);

    /// <summary>The id of the session; null for a visitor.</summary>
    public static Guid? SessionId(this ClaimsPrincipal user) => user.Id(SessionCookie.Session);

    /// <summary>The user's start page.</summary>
    public static string Home(this ClaimsPrincipal user) => user.IsAdmin() ? AdminArea.Home : "/account/credits";

    /// <summary>
    /// The page after signing in: the one that required it, if it is local (other addresses would allow phishing). An
    /// admin without a license goes to the back office instead of an owners' page.
    /// </summary>
    public static string Target(this ClaimsPrincipal user, IUrlHelper url, string? returnUrl) =>
        !url.IsLocalUrl(returnUrl) || (user.IsAdmin() && !user.HasAccount() && IsOwnersPage(returnUrl!))
            ? user.Home()
            : returnUrl!;

    /// <summary>The id of the user.</summary>
    public static Guid UserId(this ClaimsPrincipal user) => user.Id(ClaimTypes.NameIdentifier)!.Value;

    /// <summary>The user as the viewer of the sites for which they have a right.</summary>
    public static Viewer Viewer(this ClaimsPrincipal user, Right right) => new(user.UserId(), user.OnlySiteId(), right);

    public static string Email(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Email) ?? "";

    /// <summary>The signed-in user, as the ledger and the audit name them.</summary>
    public static Actor Actor(this HttpContext context) => context.Actor(
        context.User.UserId(), context.User.Email(), context.User.IsAdmin() ? Roles.Admin : context.User.Role());

    /// <summary>The user whose account is used in an attempt to sign in.</summary>
    public static Actor Actor(this HttpContext context, User user, string role) =>
        context.Actor(user.Id, user.Email!, role);

    private static Actor Actor(this HttpContext context, Guid userId, string email, string role) =>
        new(userId, email, role, context.Connection.RemoteIpAddress?.ToString());

    // A member of several licenses is named by the first of their roles.
    private static string Role(this ClaimsPrincipal user) => Enum.GetValues<AccountRole>()
        .Select(AccountRoles.Code).FirstOrDefault(user.IsInRole) ?? Roles.Owner;

    private static Guid? Id(this ClaimsPrincipal user, string claim) =>
        user.FindFirstValue(claim) is { } id ? Guid.Parse(id) : null;

    private static bool IsOwnersPage(string address) =>
        address.StartsWith("/account", StringComparison.OrdinalIgnoreCase);
}
