using System.Security.Claims;

namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>The back office's addresses, and the admin of a request.</summary>
public static class AdminArea
{
    public const string Home = "/admin";

    /// <summary>The navigation, in order.</summary>
    public static readonly IReadOnlyList<(string Name, string Address)> Sections =
    [
        ("Overview", Home),
        ("Licenses", Home + "/licenses"),
        ("Payments", Home + "/purchases"),
        ("Approvals", Home + "/approvals"),
        ("E-mails", Home + "/mails"),
        ("Audit", Home + "/audit"),
        ("Admins", Home + "/admins"),
    ];

    public static bool IsAdminArea(this PathString path) => path.StartsWithSegments(Home);

    /// <summary>The signed-in admin, as the ledger and the audit name them.</summary>
    public static Actor Actor(this HttpContext context) => context.Actor(context.User);

    /// <summary>An admin who is about to sign in.</summary>
    public static Actor Actor(this HttpContext context, ClaimsPrincipal admin) =>
        context.Actor(admin.Viewer().UserId, admin.Email());

    /// <summary>The admin whose account is used in an attempt to sign in.</summary>
    public static Actor Actor(this HttpContext context, User admin) => context.Actor(admin.Id, admin.Email!);

    private static Actor Actor(this HttpContext context, Guid userId, string email) =>
        new(userId, email, Roles.Admin, context.Connection.RemoteIpAddress?.ToString());
}
