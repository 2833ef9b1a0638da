using System.Security.Claims;

namespace SeoRankGenius.Credits.Web.Pages;

/// <summary>
/// One step of a page's breadcrumb, in <c>ViewData["Crumbs"]</c>: the section first, the page itself last.
/// </summary>
/// <param name="Name">Visible text.</param>
/// <param name="Href">Where it leads; null for the page itself.</param>
public sealed record Crumb(string Name, string? Href = null);

/// <summary>
/// The navigation of the account pages. A session for one site leads to that site's pages only, and a role to those
/// that it may open.
/// </summary>
public static class AccountSections
{
    // The first two are those of a session for one site.
    private static readonly (string Name, string Address)[] Sections =
    [
        ("Credits", "/account/credits"),
        ("Activity", "/account/activity"),
        ("Sites", "/account/sites"),
        ("Purchases", "/account/purchases"),
        ("Plans", "/account/plans"),
    ];

    private static readonly (string Name, string Address)[] Menu =
    [
        ("Alerts", "/account/alerts"),
        ("Auto top-up", "/account/top-up"),
        ("Members", "/account/members"),
        ("Developers", "/account/developers"),
        ("Security", "/account/security"),
    ];

    /// <summary>The sections in the header.</summary>
    public static IEnumerable<(string Name, string Address)> Of(ClaimsPrincipal user) =>
        user.OnlySiteId() is not null ? Sections.Take(2)
        : user.May(Right.Bill) ? Sections
        : Sections.Where(section => section.Name != "Purchases");

    /// <summary>The account menu, without Sign out.</summary>
    public static IReadOnlyList<(string Name, string Address)> MenuOf(ClaimsPrincipal user) =>
        user.OnlySiteId() is not null ? []
        : [.. Menu.Where(page => page.Name switch
        {
            "Developers" => user.May(Right.Own),
            "Auto top-up" => user.May(Right.Bill),
            _ => true,
        })];
}
