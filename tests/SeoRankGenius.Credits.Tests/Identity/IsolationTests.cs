using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Identity.Access;

namespace SeoRankGenius.Credits.Tests.Identity;

/// <summary>
/// Owners see their own only. What is tried comes from the routing table, so a new page cannot be forgotten.
/// </summary>
public sealed class IsolationTests : AppTests
{
    private const string Mine = "fabrikam-shop.example", Theirs = "northwind-agency.example", Nobodys = "none.example";

    // What anyone may ask for: it shows nothing of an owner.
    private static readonly string[] Everyones =
    [
        "GET /", "GET /health/live", "GET /health/ready", "POST /webhooks/stripe", "GET /SignIn", "POST /SignIn",
        "GET /signin/code", "POST /signin/code", "GET /SignOut", "POST /SignOut", "GET /signin/password",
        "POST /signin/password", "GET /signin/join/{code}", "POST /signin/join/{code}",
        "GET /signin/forgot", "POST /signin/forgot", "GET /Problem/{kind?}",
        // A secret of their own lets in: a link that opens once; a license key.
        "GET /stop-emails/{code}", "POST /stop-emails/{code}",
        "GET /launch/{code}", "HEAD /launch/{code}", "POST /launch/{code}", "POST /api/v1/sites/activate",
        "GET /openapi/{documentName}.json",
    ];

    // What the pages under /account take besides the domain, and a value of it that is another owner's.
    private static readonly string[] HarmlessInputs =
    [
        "domain", "pack", "checkout", "site", "feature", "pages",
        // Which movements to list, and after which. Those of other owners are in no pool that is read.
        "kind", "from", "to", "behind", "before", "q", "sort", "start", "month", "name", "price",
        // What an owner sets or moves; whose site it is stands in the address.
        "cap", "paused", "credits", "transfer",
        // Which of the listed purchases was just checked; whether Stripe could be; which of its papers.
        "checked", "unreachable", "document", "threshold", "mail", "saved",
        // The code of a plan in the catalog.
        "plan",
        // Which pool of the site, and what its owner agrees to.
        "pool", "limit", "card", "agree",
        // The user's own sign-in: another's session is tried in RevocableSessionsTests.
        "done", "session", "email", "role", "member", "removed",
        // Another owner's endpoint or delivery is tried in DevelopersPageTests.
        "url", "endpoint", "delivery",
        // A plan invoice of another owner is not found: the query of invoices has the viewer.
        "invoice",
        "current", "password", "repeated", "code", "key", "format",
    ];
    // Another owner's license is tried in OthersPlansTests, with each page that takes one.
    private const string SessionInput = "session_id", PurchaseInput = "id", LicenseInput = "license";

    [Fact]
    public async Task Every_route_belongs_to_everyone_or_to_an_owner()
    {
        var app = await SampleAppAsync();

        foreach (var route in await app.RoutesAsync())
            Assert.True(
                route.IsOfAccount || route.IsOfAdmin || route.IsOfApi || IsEveryones(route),
                $"{route} is new here. If it shows something of an owner, put it under /account and find its data "
                + $"through the signed-in owner; if it is for admins, under /admin; if anyone may see it, add it to "
                + $"{nameof(Everyones)} in this file.");
    }

    [Fact]
    public async Task Everything_that_a_page_takes_is_known_here()
    {
        var app = await SampleAppAsync();

        foreach (var route in (await app.RoutesAsync()).Where(route => route.IsOfAccount))
            Assert.True(
                route.Inputs.All(input =>
                    HarmlessInputs.Append(SessionInput).Append(PurchaseInput).Append(LicenseInput).Contains(input)),
                $"{route} takes {string.Join(", ", route.Inputs)}. Say in this file what a new one of them names: add "
                + $"it to {nameof(HarmlessInputs)}, or try another owner's value of it as with {SessionInput}.");
    }

    [Fact]
    public async Task Every_account_page_asks_strangers_to_sign_in()
    {
        var app = await SampleAppAsync();
        using var stranger = app.Visit();

        foreach (var route in (await app.RoutesAsync()).Where(route => route.IsOfAccount && !IsStream(route)))
        {
            var answer = await stranger.SendAsync(new HttpMethod(route.Method), route.For(Theirs));
            answer.Is(302);
            Assert.Contains("/signin?returnUrl=", answer.Location, StringComparison.Ordinal);
        }

        (await stranger.GetAsync($"/account/credits/{Theirs}/live")).Is(401);
    }

    [Fact]
    public async Task Every_call_of_the_API_asks_for_a_token()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        foreach (var route in (await app.RoutesAsync()).Where(route => route.IsOfApi && !IsEveryones(route)))
            (await owner.SendAsync(new HttpMethod(route.Method), route.For(Theirs))).Is(401, $"{route}");
    }

    [Fact]
    public async Task Let_in_for_one_site_its_owner_sees_no_other()
    {
        var app = await SampleAppAsync();
        using var owner = app.Visit();
        (await owner.OpenAsync(await app.LaunchLinkAsync(SampleData.OwnerKey, Theirs))).Is(302);

        (await owner.GetAsync($"/account/credits/{Theirs}")).Is(200);
        foreach (var route in (await app.RoutesAsync()).Where(route =>
            route.IsOfSite && AccountArea.OfSiteSession.Contains(route.Pattern)))
            HttpAnswer.AssertSame(
                (await TryAsync(owner, route, Nobodys, "cs_test_none")).Is(404),
                await TryAsync(owner, route, "client-bakery.example", "cs_test_none"));
    }

    [Fact]
    public async Task Account_pages_are_closed_to_admins_without_a_license()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        foreach (var route in (await app.RoutesAsync()).Where(route => route.IsOfAccount))
            Assert.Equal(
                "/problem/forbidden",
                new Uri((await admin.SendAsync(new HttpMethod(route.Method), route.For(Theirs))).Is(302).Location!)
                    .AbsolutePath);
    }

    [Fact]
    public async Task Anothers_site_answers_as_one_that_does_not_exist()
    {
        var app = await SampleAppAsync();
        var session = await PaidSessionOfNorthwindAsync(app);
        using var me = await app.SignInAsync(SampleData.Trial);
        var before = await app.World.MoneyAsync();

        foreach (var route in (await app.RoutesAsync()).Where(route => route.IsOfSite))
        {
            var theirs = await TryAsync(me, route, Theirs, session);
            HttpAnswer.AssertSame((await TryAsync(me, route, Nobodys, session)).Is(404), theirs);
        }

        Assert.Equal(before, await app.World.MoneyAsync());
    }

    // The owner's own session is found from each of their sites, which may be renamed or removed during a checkout.
    [Theory]
    [InlineData(SampleData.Trial, Mine)]
    public async Task A_session_of_another_owner_answers_as_one_that_does_not_exist(string who, string own)
    {
        var app = await SampleAppAsync();
        var session = await PaidSessionOfNorthwindAsync(app);
        using var me = await app.SignInAsync(who);
        var before = await app.World.MoneyAsync();

        foreach (var route in (await app.RoutesAsync()).Where(route => route.Inputs.Contains(SessionInput)))
            HttpAnswer.AssertSame(
                (await TryAsync(me, route, own, "cs_test_none")).Is(404), await TryAsync(me, route, own, session));

        Assert.Equal(before, await app.World.MoneyAsync());
    }

    private static bool IsEveryones(Route route) =>
        Everyones.Contains(route.ToString(), StringComparer.OrdinalIgnoreCase);

    // Read by a script, which a redirect would lead to a page.
    private static bool IsStream(Route route) => route.Pattern.EndsWith("/live", StringComparison.Ordinal);

    private static Task<HttpAnswer> TryAsync(Visitor me, Route route, string domain, string session)
    {
        var address = route.For(domain);
        address += $"{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{SessionInput}={session}";
        return route.Method == "GET"
            ? me.GetAsync(address)
            : me.PostWithTokenAsync("/signout", address, ("pack", "shared-1000"));
    }

    // Paid at Stripe, and not settled yet.
    private static async Task<string> PaidSessionOfNorthwindAsync(App app)
    {
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync(Theirs, "domain-1000");
        await app.Stripe.PayAsync(session);
        Assert.Equal(PurchaseStatus.Open, (await app.World.PurchaseAsync()).Status);
        return session;
    }
}
