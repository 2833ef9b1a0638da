namespace SeoRankGenius.Credits.Web.Identity.Access;

/// <summary>
/// The pages that a session from a launch link may open. All others below <c>/account</c> are for owners who signed in
/// with a password; a new page is too, unless it is listed here.
/// </summary>
public static class SiteSessionPages
{
    /// <summary>Route patterns.</summary>
    public static readonly IReadOnlySet<string> Allowed = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "/account/credits",
        "/account/credits/{domain}",
        "/account/credits/{domain}/live",
        "/account/credits/{domain}/buy",
        "/account/credits/{domain}/thanks",
        "/account/activity",
    };

    /// <summary>Whether the session may open the request's page: any, or one in the list.</summary>
    internal static bool MayOpen(this HttpContext context) =>
        context.User.OnlySiteId() is null
        || (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } pattern
            && Allowed.Contains("/" + pattern.TrimStart('/'));
}
