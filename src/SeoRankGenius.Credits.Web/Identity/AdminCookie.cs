using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// Ties an admin's cookie to a session in the database. Cookies of owners and of launch links have no such session.
/// </summary>
public static class AdminCookie
{
    /// <summary>The claim with the sign-in method, and its value for password and code (RFC 8176).</summary>
    public const string Method = "amr", TwoFactors = "mfa";

    /// <summary>The policy of the page that sets up two-factor sign-in, which admins see before all others.</summary>
    public const string SetUpPolicy = "admin without two-factor sign-in";

    private const string Session = "session";

    /// <summary>The id of the admin's session; null for other users.</summary>
    public static Guid? SessionId(this ClaimsPrincipal user) =>
        user.FindFirstValue(Session) is { } session ? Guid.Parse(session) : null;

    /// <summary>The session was opened with a password and a code.</summary>
    public static bool HasTwoFactors(this ClaimsPrincipal user) => user.HasClaim(Method, TwoFactors);

    /// <summary>The admin's session as it was before this request.</summary>
    public static AdminSession AdminSession(this HttpContext context) =>
        context.Features.Get<AdminSession>()
        ?? throw new InvalidOperationException("Only a signed-in admin has a session.");

    /// <summary>Claims that survive the renewal of the cookie.</summary>
    internal static bool IsSessionClaim(Claim claim) => claim.Type is Session or Method;

    /// <summary>The claims of a session that continues with two factors.</summary>
    internal static IEnumerable<Claim> WithTwoFactors(Guid sessionId) =>
        [new(Session, sessionId.ToString("D")), new(Method, TwoFactors)];

    /// <summary>The set-up page for an admin who is denied for lack of two factors; null for others.</summary>
    internal static string? SetUpFirst(HttpContext context) =>
        context.User.IsAdmin() && !context.User.HasTwoFactors() && context.Request.Path.IsAdminArea()
            ? "/admin/two-factor"
            : null;

    /// <summary>Opens a session for an admin who signs in, and ends the browser's previous one.</summary>
    internal static async Task OpenAsync(CookieSigningInContext context)
    {
        var (user, http) = (context.Principal!, context.HttpContext);
        if (user.IsInRole(Roles.Admin) && user.OnlySiteId() is null && user.SessionId() is null)
        {
            var id = await http.RequestServices.GetRequiredService<AdminSessions>().OpenAsync(
                http.Actor(user),
                http.Request.Headers.UserAgent.ToString(),
                user.HasTwoFactors() ? "password and code" : "password");
            user.Identities.First().AddClaim(new Claim(Session, id.ToString("D")));
        }

        if (http.User.SessionId() != user.SessionId())
            await EndAsync(http);
    }

    internal static Task CloseAsync(CookieSigningOutContext context) => EndAsync(context.HttpContext);

    /// <summary>False for the cookie of a session that has ended.</summary>
    internal static async Task<bool> IsOpenAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal!.SessionId() is not { } id)
            return true;
        var sessions = context.HttpContext.RequestServices.GetRequiredService<AdminSessions>();
        if (await sessions.SeeAsync(id) is not { } session)
            return false;
        context.HttpContext.Features.Set(session);
        return true;
    }

    private static async Task EndAsync(HttpContext http)
    {
        if (http.User.SessionId() is { } id)
            await http.RequestServices.GetRequiredService<SessionRevocation>().EndAsync(http.Actor(), id);
    }
}
