using System.Security.Claims;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Web.SigningIn;

namespace SeoRankGenius.Credits.Web;

/// <summary>Who is signed in, as the cookie says; no question to the database.</summary>
public static class SignedIn
{
    public static bool IsSignedIn(this ClaimsPrincipal user) => user.Identity?.IsAuthenticated ?? false;

    /// <summary>Whose sites the pages show.</summary>
    public static Viewer Viewer(this ClaimsPrincipal user) =>
        new(Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!), user.OnlySiteId());

    /// <summary>The address that the signed-in start from.</summary>
    public static string Home(this ClaimsPrincipal user) => user.IsAdmin() ? "/admin" : "/account/credits";

    public static string Email(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Email) ?? "";
}
