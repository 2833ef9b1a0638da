using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Hosting;

public sealed class SecurityHeadersTests : AppTests
{
    [Fact]
    public async Task Every_answer_carries_them()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        foreach (var route in await app.RoutesAsync())
        {
            var answer = await owner.SendAsync(new HttpMethod(route.Method), route.For("northwind-agency.example"));
            AssertHeaders(answer, app.Stripe.ApiBase);
            Assert.Equal("no-store", WithoutDetails(answer.Header("Cache-Control")));
        }
    }

    [Theory]
    [InlineData("/account/credits/none.example")]
    [InlineData("/no-such-page")]
    [InlineData("/site.css")]
    [InlineData("/signin?returnUrl=%00")]
    public async Task Faults_carry_them_too(string address)
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        AssertHeaders(await owner.GetAsync(address), app.Stripe.ApiBase);
    }

    [Fact]
    public async Task A_broken_invariant_carries_them_too()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        await using (await app.World.FaultAsync("Purchases", "INSERT"))
        {
            var answer = (await owner.PressBuyNowAsync("northwind-agency.example", "shared-1000")).Is(500);

            AssertHeaders(answer, app.Stripe.ApiBase);
            Assert.DoesNotContain("injected", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_have_nothing_inline()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        foreach (var route in (await app.RoutesAsync()).Where(route => route.Method == "GET"))
        {
            var answer = await owner.GetAsync(route.For("northwind-agency.example"));
            if (answer.Status != 200 || answer.ContentHeaders.ContentType?.MediaType != "text/html")
                continue;
            var page = Visitor.Parse(answer);
            Assert.Empty(page.QuerySelectorAll("style, script:not([src]), [style]"));
            Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute =>
                attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Production_asks_for_https_from_then_on()
    {
        var app = await AppAsync(Production.Settings);
        using var visitor = app.Visit();

        var answer = (await visitor.GetSecurelyAsync("/signin")).Is(200);

        Assert.Contains("max-age=", answer.Header("Strict-Transport-Security"), StringComparison.Ordinal);
    }

    private static void AssertHeaders(HttpAnswer answer, string checkout)
    {
        var policy = answer.Header("Content-Security-Policy") ?? "";
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains($"form-action 'self' {checkout};", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Contains(answer.Header("Referrer-Policy"), (string?[])["same-origin", "no-referrer"]);
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Opener-Policy"));
        Assert.NotNull(answer.Header("Permissions-Policy"));
        Assert.Null(answer.Header("Server"));
    }

    private static string? WithoutDetails(string? cacheControl) =>
        cacheControl?.Contains("no-store", StringComparison.Ordinal) == true ? "no-store" : cacheControl;
}
