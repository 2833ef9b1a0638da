using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// A session that a launch link opened: for one site of the owner, never for the back office, and at most twelve hours
/// long.
/// </summary>
public static class SiteSession
{
    private const string Site = "site", Until = "site-until";

    private static readonly TimeSpan Length = TimeSpan.FromHours(12);

    /// <summary>Signs the browser in as the owner, for this site only. Replaces any other session.</summary>
    public static Task SignInAsync(SignInManager<User> signIn, User owner, Guid siteId, DateTimeOffset now)
    {
        var until = now + Length;
        return signIn.SignInWithClaimsAsync(
            owner,
            new AuthenticationProperties { IsPersistent = false, AllowRefresh = false, ExpiresUtc = until },
            [
                new Claim(Site, siteId.ToString("D")),
                new Claim(Until, until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ]);
    }

    /// <summary>The only site of the session; null for a session by password.</summary>
    public static Guid? OnlySiteId(this ClaimsPrincipal user) =>
        user.FindFirstValue(Site) is { } site ? Guid.Parse(site) : null;

    /// <summary>The session has expired. The cookie's own expiry moves when it is renewed.</summary>
    public static bool IsExpired(this ClaimsPrincipal user, DateTimeOffset now) =>
        user.FindFirstValue(Until) is { } until
        && long.Parse(until, CultureInfo.InvariantCulture) <= now.ToUnixTimeSeconds();

    /// <summary>Claims that survive the renewal of the cookie.</summary>
    internal static bool IsSessionClaim(Claim claim) => claim.Type is Site or Until;
}
