using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Hosting;

namespace SeoRankGenius.Credits.Tests.Identity;

public sealed class CookieTests : AppTests
{
    [Fact]
    public async Task Every_cookie_is_out_of_reach_of_scripts_or_other_sites()
    {
        var app = await SampleAppAsync();
        using var owner = app.Visit();
        var answers = new[]
        {
            await owner.GetAsync("/signin"),
            await owner.SignInAsync(SampleData.Owner, SampleData.Password),
            await owner.GetAsync("/account/credits/northwind-agency.example"),
        };

        var cookies = answers.SelectMany(answer => answer.Cookies).ToList();

        Assert.Equal(
            ["credits", "credits-device", "credits-form", "credits-site"],
            cookies.Select(Name).Distinct().Order());
        Assert.All(cookies, cookie => Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, cookie => Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, cookie => Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Production_sends_cookies_over_https_only()
    {
        var app = await AppAsync(Production.Settings);
        using var visitor = app.Visit();

        var answer = (await visitor.GetSecurelyAsync("/signin")).Is(200);

        Assert.Equal(["__Host-credits-form"], answer.Cookies.Select(cookie => cookie.Split('=')[0]));
        Assert.All(answer.Cookies, cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_forged_cookie_is_nobody()
    {
        var app = await SampleAppAsync();
        using var visitor = app.Visit();
        visitor.Headers.Add("Cookie", "credits=CfDJ8forged");

        (await visitor.GetAsync("/account/credits/northwind-agency.example")).Is(302);
    }

    private static string Name(string cookie) => cookie.Split('=')[0];
}
