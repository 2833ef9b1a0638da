namespace SeoRankGenius.Credits.Web.Identity.Access;

/// <summary>The back office's addresses.</summary>
public static class AdminArea
{
    public const string Home = "/admin", TwoFactor = Home + "/two-factor";

    /// <summary>The policy of the page that sets up two-factor sign-in, which admins see before all others.</summary>
    public const string SetUpPolicy = "admin without two-factor sign-in";

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
}
