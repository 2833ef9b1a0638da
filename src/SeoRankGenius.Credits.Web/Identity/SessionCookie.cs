using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using SeoRankGenius.Credits.Web.Live;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// Ties a browser's cookie to a session in the database. The cookie contains the session's key and nothing else; who
/// the user is, and in which roles, is read with the session on every request.
/// </summary>
internal static class SessionCookie
{
    /// <summary>The claim with the sign-in method, and its value for password and code (RFC 8176).</summary>
    internal const string Method = "amr", TwoFactors = "mfa";

    internal const string Session = "session", Site = "site";

    private const string Key = "key";

    /// <summary>The session of the request, as it was before it.</summary>
    public static OpenSession CurrentSession(this HttpContext context) =>
        context.Features.Get<OpenSession>()
        ?? throw new InvalidOperationException("Only a signed-in user has a session.");

    /// <summary>Signs the browser in as a site's owner, for this site only. Replaces any other session.</summary>
    public static Task SignInForSiteAsync(this SignInManager<User> signIn, User owner, Guid siteId) =>
        signIn.SignInWithClaimsAsync(owner, isPersistent: false, [new Claim(Site, siteId.ToString("D"))]);

    /// <summary>Confirms the session's user, and gives the browser the session's new key.</summary>
    public static async Task ConfirmAsync(this UserSessions sessions, HttpContext context, DateTime now)
    {
        var session = context.CurrentSession() with { FreshAt = now, ConfirmedAt = now };
        var key = await sessions.ConfirmAsync(context.Actor(), session.Id);
        await context.SignInAsync(
            IdentityConstants.ApplicationScheme,
            new ClaimsPrincipal(Identity(new Claim(Key, key))),
            PropertiesOf(session.Kind, session.StartedAt));
        context.Features.Set(session);
        context.User = PrincipalOf(session);
    }

    /// <summary>Opens a session for a user who signs in, and ends the browser's previous one.</summary>
    internal static async Task OpenAsync(CookieSigningInContext context)
    {
        var (user, http) = (context.Principal!, context.HttpContext);
        if (user.HasClaim(claim => claim.Type == Key))
            return;
        await EndAsync(http);
        var kind = user.OnlySiteId() is not null ? SessionKind.Site
            : user.IsInRole(Roles.Admin) ? SessionKind.Admin
            : context.Properties.IsPersistent ? SessionKind.Kept : SessionKind.Browser;
        var sessions = http.RequestServices.GetRequiredService<UserSessions>();
        var signedIn = new NewSession(
            user.UserId(), user.Email(), kind, user.OnlySiteId(), user.HasClaim(Method, TwoFactors));
        var (id, stamp, key) = await sessions.OpenAsync(signedIn with
        {
            Address = http.Connection.RemoteIpAddress?.ToString() ?? "",
            Device = http.Request.Headers.UserAgent.ToString(),
        });
        if (kind != SessionKind.Site)
            http.RequestServices.GetRequiredService<KnownDevices>().Remember(http, signedIn.UserId, stamp);
        var properties = PropertiesOf(kind, context.Properties.IssuedUtc!.Value.UtcDateTime);
        (context.Properties.IsPersistent, context.Properties.ExpiresUtc) =
            (properties.IsPersistent, properties.ExpiresUtc);
        // The identity manager makes this principal the request's user after the sign-in.
        user.Identities.First().AddClaim(new Claim(Session, id.ToString("D")));
        context.Principal = new ClaimsPrincipal(Identity(new Claim(Key, key)));
    }

    internal static Task CloseAsync(CookieSigningOutContext context) => EndAsync(context.HttpContext);

    /// <summary>Reads the cookie's session and its user; rejects the cookie of a session that has ended.</summary>
    internal static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        // An error page must not query the database, which may be the cause of the error.
        var session = http.Features.Get<OpenSession>();
        if (session is null && http.Features.Get<IExceptionHandlerFeature>() is null
            && context.Principal!.FindFirstValue(Key) is { } key)
            session = await http.RequestServices.GetRequiredService<UserSessions>().UseAsync(key);
        if (session is null)
        {
            context.RejectPrincipal();
            return;
        }

        http.Features.Set(session);
        context.ReplacePrincipal(PrincipalOf(session));
    }

    private static async Task EndAsync(HttpContext http)
    {
        if (http.Features.Get<OpenSession>() is not { } session)
            return;
        await http.RequestServices.GetRequiredService<UserSessions>().EndAsync(http.Actor(), session.Id);
        http.RequestServices.GetRequiredService<TabWatch>().End(session.Id);
    }

    private static AuthenticationProperties PropertiesOf(SessionKind kind, DateTime startedAt) => new()
    {
        IsPersistent = kind == SessionKind.Kept,
        AllowRefresh = false,
        ExpiresUtc = startedAt + UserSession.Longest(kind),
    };

    private static ClaimsPrincipal PrincipalOf(OpenSession session)
    {
        var identity = Identity(
            new(ClaimTypes.NameIdentifier, session.UserId.ToString("D")),
            new(ClaimTypes.Name, session.Email),
            new(ClaimTypes.Email, session.Email),
            new(Session, session.Id.ToString("D")));
        identity.AddClaims(session.Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        if (session.SiteId is { } site)
            identity.AddClaim(new(Site, site.ToString("D")));
        if (session.HasTwoFactors)
            identity.AddClaim(new(Method, TwoFactors));
        return new ClaimsPrincipal(identity);
    }

    private static ClaimsIdentity Identity(params Claim[] claims) => new(claims, IdentityConstants.ApplicationScheme);
}
