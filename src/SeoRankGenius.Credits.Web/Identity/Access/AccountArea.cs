using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace SeoRankGenius.Credits.Web.Identity.Access;

/// <summary>
/// What a page below <c>/account</c> requires of a member. Without a handler it applies to GET; with handlers to these
/// POST handlers, <c>""</c> being the one without a name. Whatever is not listed requires the owner
/// (<see cref="Right.Own"/>). The page's queries then find only licenses for which the user has the right.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class AccessAttribute(Right right, params string[] posts) : Attribute
{
    public Right Right { get; } = right;

    public string[] Posts { get; } = posts;
}

/// <summary>
/// Who may open what below <c>/account</c>: one policy for all its pages, forms and streams. It checks that the user
/// has the required role for any license; the queries check the license itself.
/// </summary>
public static class AccountArea
{
    public const string Policy = "account";

    /// <summary>The pages that a session from a launch link may open, by route pattern.</summary>
    public static readonly IReadOnlySet<string> OfSiteSession = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "/account/credits",
        "/account/credits/{domain}",
        "/account/credits/{domain}/live",
        "/account/credits/{domain}/buy",
        "/account/credits/{domain}/thanks",
        "/account/activity",
    };

    public static void Build(AuthorizationPolicyBuilder policy) => policy.RequireAuthenticatedUser()
        .RequireAssertion(context => context.Resource is HttpContext http
            && http.User.May(http.RequiredRight())
            && (http.User.OnlySiteId() is null || OfSiteSession.Contains(PatternOf(http))));

    /// <summary>The user owns a license or is a member of one.</summary>
    public static bool HasAccount(this ClaimsPrincipal user) => user.May(Right.Self);

    /// <summary>The user has the right for at least one license.</summary>
    public static bool May(this ClaimsPrincipal user, Right right) =>
        Enum.GetValues<AccountRole>().Any(role => role.May(right) && user.IsInRole(role.Code()));

    /// <summary>The user as the viewer of what the request's page or form requires.</summary>
    public static Viewer Viewer(this HttpContext context) => context.User.Viewer(context.RequiredRight());

    /// <summary>What the request's page or form requires.</summary>
    public static Right RequiredRight(this HttpContext context)
    {
        var isPost = HttpMethods.IsPost(context.Request.Method);
        // As Razor Pages selects the handler.
        var handler = context.Request.Query["handler"].ToString();
        return context.GetEndpoint()?.Metadata.GetOrderedMetadata<AccessAttribute>()
            .FirstOrDefault(access => isPost
                ? access.Posts.Contains(handler, StringComparer.OrdinalIgnoreCase)
                : access.Posts.Length == 0)?.Right ?? Right.Own;
    }

    private static string PatternOf(HttpContext context) =>
        "/" + (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/');
}
