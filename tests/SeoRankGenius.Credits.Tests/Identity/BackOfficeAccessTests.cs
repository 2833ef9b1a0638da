using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Identity;

/// <summary>
/// The back office is the admins'. What is tried comes from the routing table, every page with each of its handlers.
/// </summary>
public sealed class BackOfficeAccessTests : AppTests
{
    private const string Agency = "northwind-agency.example";

    [Fact]
    public async Task Strangers_are_asked_to_sign_in()
    {
        var app = await SampleAppAsync();
        using var stranger = app.Visit();

        foreach (var route in await AdminRoutesAsync(app))
            Assert.Contains(
                "/signin?returnUrl=", (await TryAsync(stranger, route)).Is(302, $"{route}").Location,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owners_are_refused()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        foreach (var route in await AdminRoutesAsync(app))
            IsForbidden(await TryAsync(owner, route), route);
    }

    [Fact]
    public async Task Sessions_for_one_site_are_refused()
    {
        var app = await SampleAppAsync();
        using var owner = app.Visit();
        (await owner.OpenAsync(await app.LaunchLinkAsync(SampleData.OwnerKey, Agency))).Is(302);

        foreach (var route in await AdminRoutesAsync(app))
            IsForbidden(await TryAsync(owner, route), route);
    }

    [Fact]
    public async Task A_refused_owner_reads_why()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var answer = (await owner.GetAsync("/problem/forbidden")).Is(403);

        Assert.Contains("This page belongs to the back office", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_does_not_exist_leads_an_admin_back_to_the_start()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        var page = Visitor.Parse((await admin.GetAsync("/admin/nothing")).Is(404));

        Assert.Equal("/admin", page.QuerySelector("main a")!.GetAttribute("href"));
    }

    private static async Task<List<Route>> AdminRoutesAsync(App app)
    {
        var routes = (await app.RoutesAsync()).Where(route => route.IsOfAdmin).ToList();
        Assert.NotEmpty(routes);
        return routes;
    }

    private static Task<HttpAnswer> TryAsync(Visitor visitor, Route route) =>
        visitor.SendAsync(new HttpMethod(route.Method), route.For(Agency));

    private static void IsForbidden(HttpAnswer answer, Route route) => Assert.Equal(
        "/problem/forbidden", new Uri(answer.Is(302, $"{route}").Location!).AbsolutePath);
}
