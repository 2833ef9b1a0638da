using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>
/// A session that a launch link opened: the owner's, but for one site only, never the back office's, and over after
/// twelve hours whatever happens.
/// </summary>
public static class SiteSession
{
    private const string Site = "site", Until = "site-until";

    private static readonly TimeSpan Length = TimeSpan.FromHours(12);

    /// <summary>Signs the browser in as the owner, for this site only, in place of whoever was signed in.</summary>
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

    /// <summary>The only site that the session may see; null for a session by password.</summary>
    public static Guid? OnlySiteId(this ClaimsPrincipal user) =>
        user.FindFirstValue(Site) is { } site ? Guid.Parse(site) : null;

    /// <summary>Is a session of a launch link at its end? The cookie's own end moves when it is renewed.</summary>
    public static bool IsOver(this ClaimsPrincipal user, DateTimeOffset now) =>
        user.FindFirstValue(Until) is { } until
        && long.Parse(until, CultureInfo.InvariantCulture) <= now.ToUnixTimeSeconds();

    /// <summary>Does it say that the session is for one site only?</summary>
    internal static bool Keeps(Claim claim) => claim.Type is Site or Until;
}
