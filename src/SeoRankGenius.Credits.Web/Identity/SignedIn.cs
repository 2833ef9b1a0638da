using System.Security.Claims;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>The signed-in user, from the cookie alone.</summary>
public static class SignedIn
{
    public static bool IsSignedIn(this ClaimsPrincipal user) => user.Identity?.IsAuthenticated ?? false;

    /// <summary>
    /// The user may enter the back office: not in a session for one site, nor in one that began before they were an
    /// admin.
    /// </summary>
    public static bool IsAdmin(this ClaimsPrincipal user) =>
        user.IsInRole(Roles.Admin) && user.OnlySiteId() is null && user.SessionId() is not null;

    /// <summary>The user's start page.</summary>
    public static string Home(this ClaimsPrincipal user) => user.IsAdmin() ? AdminArea.Home : "/account/credits";

    /// <summary>
    /// The page after signing in: the one that required it, if it is local (other addresses would allow phishing). An
    /// admin without a license goes to the back office instead of an owners' page.
    /// </summary>
    public static string Target(this ClaimsPrincipal user, IUrlHelper url, string? returnUrl) =>
        !url.IsLocalUrl(returnUrl) || (user.IsAdmin() && !user.IsInRole(Roles.Owner) && IsOwnersPage(returnUrl!))
            ? user.Home()
            : returnUrl!;

    /// <summary>The user as the viewer of their sites.</summary>
    public static Viewer Viewer(this ClaimsPrincipal user) =>
        new(Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!), user.OnlySiteId());

    public static string Email(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Email) ?? "";

    private static bool IsOwnersPage(string address) =>
        address.StartsWith("/account", StringComparison.OrdinalIgnoreCase);
}
