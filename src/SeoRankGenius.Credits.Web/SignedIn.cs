using System.Security.Claims;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Web;

/// <summary>Who is signed in, as the cookie says; no question to the database.</summary>
public static class SignedIn
{
    public static bool IsSignedIn(this ClaimsPrincipal user) => user.Identity?.IsAuthenticated ?? false;

    /// <summary>May they enter the back office? A session for one site never may.</summary>
    public static bool IsAdmin(this ClaimsPrincipal user) => user.IsInRole(Roles.Admin) && user.OnlySiteId() is null;

    /// <summary>Where someone belongs who asked for no page in particular.</summary>
    public static string Home(this ClaimsPrincipal user) => user.IsAdmin() ? AdminArea.Home : "/account/credits";

    /// <summary>Whose sites the pages show.</summary>
    public static Viewer Viewer(this ClaimsPrincipal user) =>
        new(Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!), user.OnlySiteId());

    public static string Email(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Email) ?? "";
}
