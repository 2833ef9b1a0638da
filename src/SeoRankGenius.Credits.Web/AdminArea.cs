using SeoRankGenius.Credits.BackOffice;
using SeoRankGenius.Credits.Licensing;

namespace SeoRankGenius.Credits.Web;

/// <summary>The back office's pages: where they lie, and who is at them.</summary>
public static class AdminArea
{
    public const string Home = "/admin";

    /// <summary>Its pages by name, in the order of the menu. A page is listed once it is there.</summary>
    public static readonly IReadOnlyList<(string Name, string Address)> Sections =
    [
        ("Start", Home),
        ("Licenses", Home + "/licenses"),
        ("Approvals", Home + "/approvals"),
        ("Audit", Home + "/audit"),
    ];

    public static bool IsOfAdmin(this PathString path) => path.StartsWithSegments(Home);

    /// <summary>The signed-in admin, as the ledger and the audit name them.</summary>
    public static Actor Actor(this HttpContext context) => new(
        context.User.Viewer().UserId,
        context.User.Email(),
        Roles.Admin,
        context.Connection.RemoteIpAddress?.ToString());
}
