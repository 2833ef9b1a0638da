using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Licensing.Members;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Identity.Access;

namespace SeoRankGenius.Credits.Tests.Identity;

/// <summary>
/// Every route of the routing table, for everyone who may come. A new route is checked without a change here: it is
/// closed unless it is listed as public or as a page of a site session.
/// </summary>
public sealed class AccessMatrixTests : AppTests
{
    private const string Site = "northwind-agency.example", TwoFactor = "/admin/two-factor";

    public enum Who
    {
        Anonymous,
        Owner,
        OtherOwner,
        Billing,
        Manager,
        Viewer,
        SiteSession,
        AdminWithoutSecondFactor,
        Admin,
        StaleAdmin,
    }

    /// <summary>What each role may do.</summary>
    private static readonly Dictionary<Who, Right[]> Rights = new()
    {
        [Who.Owner] = [Right.Own, Right.Self, Right.Read, Right.Manage, Right.Bill],
        [Who.OtherOwner] = [Right.Own, Right.Self, Right.Read, Right.Manage, Right.Bill],
        [Who.Billing] = [Right.Self, Right.Read, Right.Bill],
        [Who.Manager] = [Right.Self, Right.Read, Right.Manage],
        [Who.Viewer] = [Right.Self, Right.Read],
    };

    /// <summary>What each page and form requires; those that are not listed are the owner's.</summary>
    private static readonly Dictionary<Right, string[]> Requiring = new()
    {
        [Right.Self] =
        [
            "GET /account/security", "POST /account/security (Codes)", "POST /account/security (Elsewhere)",
            "POST /account/security (End)", "POST /account/security (Everywhere)",
            "POST /account/security (Password)", "POST /account/security (TurnOff)", "GET /account/security/export",
            "GET /account/security/two-factor", "POST /account/security/two-factor", "GET /account/members",
            "POST /account/members (Leave)",
        ],
        [Right.Read] =
        [
            "GET /account/credits", "GET /account/alerts", "GET /account/top-up", "GET /account/credits/{domain}",
            "GET /account/credits/{domain}/live", "GET /account/credits/{domain}/alerts",
            "GET /account/activity", "GET /account/activity (Csv)",
            "GET /account/sites", "GET /account/sites/{domain}", "GET /account/statements",
            "GET /account/statements (Csv)", "GET /account/plans",
        ],
        [Right.Manage] =
        [
            "POST /account/credits/{domain}/alerts", "POST /account/credits/{domain}/alerts (Hide)",
            "POST /account/sites/{domain} (Limits)", "POST /account/sites/{domain} (Transfer)",
        ],
        [Right.Bill] =
        [
            "GET /account/credits/{domain}/buy", "POST /account/credits/{domain}/buy",
            "GET /account/credits/{domain}/thanks", "GET /account/credits/{domain}/top-up/set-up",
            "POST /account/credits/{domain}/top-up/set-up", "GET /account/credits/{domain}/top-up",
            "POST /account/credits/{domain}/top-up (Off)",
            "GET /account/purchases", "GET /account/purchases/{id:guid}/check",
            "POST /account/purchases/{id:guid}/check", "GET /account/purchases/{id:guid}/{document}",
            "GET /account/purchases/invoices/{invoice}",
            "GET /account/plans/start", "POST /account/plans/start", "GET /account/plans/billing",
            "POST /account/plans/billing", "GET /account/plans/done", "GET /account/plans/back/{license:guid}",
        ],
    };

    public enum Access
    {
        Open,
        SignIn,
        Forbidden,
        SetUp,
        Confirm,
        NotFound,
        Token,
    }

    [Theory]
    [InlineData(Who.Anonymous), InlineData(Who.Owner), InlineData(Who.OtherOwner), InlineData(Who.SiteSession)]
    [InlineData(Who.Billing), InlineData(Who.Manager), InlineData(Who.Viewer)]
    [InlineData(Who.AdminWithoutSecondFactor), InlineData(Who.Admin), InlineData(Who.StaleAdmin)]
    public async Task Nobody_has_unexpected_access(Who who)
    {
        var app = await SampleAppAsync(
            ("Admins:RequireTwoFactor", "true"), ("Api:UnauthenticatedPerMinute", "10000"));
        using var visitor = await VisitAsync(app, who);
        var token = who == Who.StaleAdmin ? await visitor.TokenAsync("/signout") : null;
        var unexpected = new List<string>();

        foreach (var route in (await app.RoutesAsync()).Where(route => !IsPublic(route)))
        {
            var access = AccessOf(await SendAsync(visitor, route, token));
            if (access != Expected(route, who))
                unexpected.Add($"{route}: {access}, expected {Expected(route, who)}");
        }

        Assert.True(unexpected.Count == 0, string.Join('\n', unexpected));
    }

    private static async Task<Visitor> VisitAsync(App app, Who who)
    {
        if (who is Who.Admin or Who.StaleAdmin)
        {
            var admin = await app.SignInAsync(SampleData.Admin);
            await app.SetUpAsync(admin);
            if (who == Who.StaleAdmin)
                app.World.Time.Advance(TimeSpan.FromMinutes(16));
            return admin;
        }

        if (who is Who.Billing or Who.Manager or Who.Viewer)
            return await app.JoinAsync(Enum.Parse<AccountRole>($"{who}"));
        if (who is not (Who.Anonymous or Who.SiteSession))
            return await app.SignInAsync(who switch
            {
                Who.Owner => SampleData.Owner,
                Who.OtherOwner => SampleData.Trial,
                _ => SampleData.Admin,
            });
        var visitor = app.Visit();
        if (who == Who.SiteSession)
            (await visitor.OpenAsync(await app.LaunchLinkAsync(SampleData.OwnerKey, Site))).Is(302);
        return visitor;
    }

    // Without a form's token, a form that is let in is refused as incomplete, and so changes nothing.
    private static Task<HttpAnswer> SendAsync(Visitor visitor, Route route, string? token) =>
        token is not null && route is { Method: "POST", IsOfApi: false } && !AllowsIdle(route)
            ? visitor.PostAsync(route.For(Site), ("__RequestVerificationToken", token))
            : visitor.SendAsync(new HttpMethod(route.Method), route.For(Site));

    private static Access AccessOf(HttpAnswer answer) => answer switch
    {
        { Status: 401 } => Access.Token,
        { Status: 404 } => Access.NotFound,
        { Status: 302, Location: { } to } when to.Contains("/signin?", StringComparison.Ordinal) => Access.SignIn,
        { Status: 302, Location: { } to } when to.Contains("/problem/forbidden", StringComparison.Ordinal) =>
            Access.Forbidden,
        { Status: 302, Location: TwoFactor } => Access.SetUp,
        _ when answer.Body.Contains("name=\"Confirmation\"", StringComparison.Ordinal) => Access.Confirm,
        _ => Access.Open,
    };

    private static Access Expected(Route route, Who who) => route switch
    {
        { IsOfApi: true } => Access.Token,
        { IsOfAccount: true } => who switch
        {
            // A stream has no page to lead to.
            Who.Anonymous => route.Pattern.EndsWith("/live", StringComparison.Ordinal) ? Access.Token : Access.SignIn,
            Who.Owner or Who.Billing or Who.Manager or Who.Viewer =>
                !Rights[who].Contains(Required(route)) ? Access.Forbidden
                : IsOfNothing(route) ? Access.NotFound : Access.Open,
            Who.OtherOwner => IsOfNothing(route) || (route.IsOfSite && route.Method == "GET" && !IsWayBack(route))
                ? Access.NotFound
                : Access.Open,
            Who.SiteSession => !AccountArea.OfSiteSession.Contains(route.Pattern) ? Access.Forbidden
                : IsOfNothing(route) ? Access.NotFound : Access.Open,
            Who.AdminWithoutSecondFactor or Who.Admin or Who.StaleAdmin => Access.Forbidden,
        },
        _ => who switch
        {
            Who.Anonymous => Access.SignIn,
            Who.Owner or Who.OtherOwner or Who.SiteSession or Who.Billing or Who.Manager or Who.Viewer =>
                Access.Forbidden,
            Who.AdminWithoutSecondFactor => route.Pattern == TwoFactor ? Access.Open : Access.SetUp,
            Who.Admin => IsOfNothing(route) ? Access.NotFound : Access.Open,
            Who.StaleAdmin => route.Method == "POST" && !AllowsIdle(route) ? Access.Confirm
                : IsOfNothing(route) ? Access.NotFound : Access.Open,
        },
    };

    private static Right Required(Route route) =>
        Requiring.FirstOrDefault(row => row.Value.Contains($"{route}", StringComparer.OrdinalIgnoreCase)).Key;

    // Names a purchase, license or event that does not exist, or a checkout without its session.
    private static bool IsOfNothing(Route route) => route.Method == "GET"
        && (route.Pattern.Contains(":guid}", StringComparison.Ordinal)
            || route.Pattern.Contains("{id}", StringComparison.Ordinal)
            || route.Pattern.Contains("{invoice}", StringComparison.Ordinal)
            || route.Inputs.Contains("session_id"))
        && !IsWayBack(route);

    private static bool IsWayBack(Route route) => route.Pattern == "/account/purchases/{id:guid}/check";

    private static bool AllowsIdle(Route route) => route.Pattern == "/admin/security" && route.Handler != "Codes"
        && route.Handler != "TurnOff";

    private static bool IsPublic(Route route) =>
        !(route.IsOfAccount || route.IsOfAdmin || route.IsOfApi) || route.Pattern == "/api/v1/sites/activate";
}
