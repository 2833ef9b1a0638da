using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

/// <summary>Every route of the API, called with a token that is not the site's.</summary>
public sealed class OtherSitesTests : ApiTests
{
    private const string Activate = "sites/activate", Deactivate = "sites/deactivate";

    [SkippableTheory, EachDatabase]
    public async Task Another_licenses_token_reaches_nothing_of_a_site(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);
        var hold = await plugin.HoldAsync(100);
        var (stranger, other) = await SiteAsync(app);

        foreach (var (method, route) in await RoutesAsync(app))
        {
            var answer = await CallAsync(other, method, Fill(route, hold));
            Assert.DoesNotContain(site.Domain, answer.Body);
            Assert.DoesNotContain("4820", answer.Body);
            if (route.Contains(":guid}"))
                answer.Refuses(404, "not_found");
        }

        Assert.Equal(new Balances(3_450, 1_270), await app.World.BalancesAsync(site));
        Assert.Equal(new Balances(0, 0), await app.World.BalancesAsync(stranger));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer srgt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Basic b3duZXI6cGFzc3dvcmQ=")]
    [InlineData("Bearer SRG-NORTHWIND-0001")]
    public async Task Without_a_sites_token_every_route_is_closed(string? authorization)
    {
        var app = await ApiAsync();
        using var nobody = new Plugin(app.Url);

        foreach (var (method, route) in await RoutesAsync(app))
        {
            var answer = await CallAsync(
                nobody, method, Fill(route, Guid.NewGuid()), ("Authorization", authorization));
            answer.Refuses(401, "unauthorized");
            Assert.StartsWith("Bearer", answer.Header("WWW-Authenticate"));
        }
    }

    [Fact]
    public async Task Two_tokens_in_one_request_are_none()
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app);
        var (second, _) = await SiteAsync(app);

        var answer = await plugin.SendAsync(
            HttpMethod.Get, "credits", null, ("Authorization", $"Bearer {second.Token}"));

        answer.Refuses(401, "unauthorized");
    }

    [Fact]
    public async Task A_signed_in_owner_without_a_token_is_nobody_to_the_API()
    {
        var app = await SampleAppAsync();
        using var browser = await app.SignInAsync(SampleData.Owner);

        (await browser.GetAsync("/api/v1/credits")).Refuses(401, "unauthorized");
    }

    /// <summary>All but activation, which needs no token; last the one that ends the token.</summary>
    private static async Task<List<(HttpMethod Method, string Path)>> RoutesAsync(App app)
    {
        var routes = (await app.RoutesAsync()).Where(route => route.IsOfApi)
            .Select(route => (new HttpMethod(route.Method), Path: route.Pattern["/api/v1/".Length..]))
            .ToList();
        Assert.Equal(14, routes.Count);
        return [.. routes.Where(route => route.Path != Activate).OrderBy(route => route.Path == Deactivate)];
    }

    private static string Fill(string route, Guid id) =>
        route.Replace("{id:guid}", $"{id}").Replace("{transactionId:guid}", $"{id}");

    private static Task<HttpAnswer> CallAsync(
        Plugin plugin, HttpMethod method, string route, params (string, string?)[] headers) => plugin.SendAsync(
        method, route,
        method == HttpMethod.Get ? null
            : Plugin.Json(route.Split('/')[^1] switch
            {
                "capture" or "give-back" => """{"credits":15}""",
                "extend" => """{"expiresInSeconds":60}""",
                _ => """{"feature":"content-analysis","credits":15}""",
            }),
        [("Idempotency-Key", "post-42"), .. headers]);
}
