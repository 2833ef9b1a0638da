using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>The header of the account pages and the line below the tiles.</summary>
public sealed class AccountNavigationTests : AppTests
{
    private const string Agency = "northwind-agency.example", Bakery = "client-bakery.example";

    [Theory]
    [InlineData("/account/alerts", "/alerts")]
    [InlineData("/account/top-up", "/top-up")]
    [InlineData("/account/credits", "")]
    public async Task The_menu_leads_to_the_site_used_last(string address, string page)
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        (await owner.GetAsync("/account/credits/" + Bakery)).Is(200);

        Assert.Equal($"/account/credits/{Bakery}{page}", (await owner.GetAsync(address)).Is(302).Location);
    }

    [Fact]
    public async Task Every_link_of_the_header_leads_to_a_page()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var header = (await owner.PageAsync("/account/credits/" + Agency)).QuerySelector("header")!;

        Assert.Equal(
            ["Alerts", "Auto top-up", "Members", "Developers", "Security"],
            header.QuerySelectorAll(".menu a").Select(link => link.TextContent));
        foreach (var link in header.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!))
        {
            var answer = await owner.GetAsync(link);
            Assert.True(answer.Status is 200 or 302, link);
        }
    }

    [Fact]
    public async Task The_line_below_the_tiles_shows_the_default_settings() =>
        Assert.Equal("Auto top-up off · Alert below 100", await LineAsync(await SampleAppAsync()));

    [Fact]
    public async Task The_line_below_the_tiles_shows_the_owners_settings()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        const string Alerts = "/account/credits/" + Agency + "/alerts";
        (await owner.SubmitAsync(Alerts, Alerts, ("threshold", "0"))).Is(302);

        Assert.Equal("Auto top-up off · Alerts off", await LineAsync(app));
    }

    [Fact]
    public async Task The_line_below_the_tiles_follows_the_last_purchase()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        foreach (var pack in (string[])["shared-15000", "domain-5000"])
        {
            var back = await app.Stripe.PayAsync(await owner.BuyAsync(Agency, pack));
            (await owner.GetAsync(back!.PathAndQuery)).Is(200);
            app.World.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("Auto top-up off · Alert below 500", await LineAsync(app));
    }

    private static async Task<string> LineAsync(App app)
    {
        using var owner = await app.SignInAsync(SampleData.Owner);
        return (await owner.PageAsync("/account/credits/" + Agency)).QuerySelector(".settings-line")!.TextContent;
    }
}
