using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>Who is signed in, as the cookie says; no question to the database.</summary>
public static class SignedIn
{
    public static bool IsSignedIn(this ClaimsPrincipal user) => user.Identity?.IsAuthenticated ?? false;

    /// <summary>
    /// May they enter the back office? Never in a session for one site, nor in one from before they were an admin.
    /// </summary>
    public static bool IsAdmin(this ClaimsPrincipal user) =>
        user.IsInRole(Roles.Admin) && user.OnlySiteId() is null && user.SessionId() is not null;

    /// <summary>Where someone belongs who asked for no page in particular.</summary>
    public static string Home(this ClaimsPrincipal user) => user.IsAdmin() ? AdminArea.Home : "/account/credits";

    /// <summary>
    /// Where someone goes who has just signed in: back to the page that asked for it, if it is ours (a foreign address
    /// would make the sign-in a stepping stone for phishing). The front door leads everybody to the owners' pages; an
    /// admin who owns nothing would only be turned away there.
    /// </summary>
    public static string Target(this ClaimsPrincipal user, IUrlHelper url, string? asked) =>
        !url.IsLocalUrl(asked) || (user.IsAdmin() && !user.IsInRole(Roles.Owner) && IsOfOwners(asked!))
            ? user.Home()
            : asked!;

    /// <summary>Whose sites the pages show.</summary>
    public static Viewer Viewer(this ClaimsPrincipal user) =>
        new(Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!), user.OnlySiteId());

    public static string Email(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Email) ?? "";

    private static bool IsOfOwners(string address) =>
        address.StartsWith("/account", StringComparison.OrdinalIgnoreCase);
}
