using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>An owner with more sites than a list shows at a glance. The visitor has no JavaScript.</summary>
public sealed class ManySitesTests : AppTests
{
    private const string Agency = "northwind-agency.example", Tab = "/account/credits/" + Agency;

    [Theory]
    [InlineData(7, "SELECT", 10)]
    [InlineData(8, "INPUT", 11)]
    public async Task Above_ten_sites_the_switcher_is_searched(int more, string field, int sites)
    {
        var app = await ManyAsync(more);
        using var owner = await app.SignInAsync(SampleData.Owner);

        var switcher = (await owner.PageAsync(Tab)).QuerySelector("form[data-switcher]")!;

        Assert.Equal(field, switcher.QuerySelector("#site")!.NodeName);
        Assert.Equal(sites, switcher.QuerySelectorAll("option").Length);
        Assert.Equal("Show site", switcher.QuerySelector("button")!.TextContent);
    }

    [Theory]
    [InlineData("shop-7.example", "/account/credits/shop-7.example")]
    [InlineData(" Shop-7.example ", "/account/credits/shop-7.example")]
    [InlineData("shop", "/account/sites?q=shop")]
    [InlineData("fabrikam-shop.example", "/account/sites?q=fabrikam-shop.example")]
    public async Task A_part_of_a_domain_leads_to_the_search(string typed, string address)
    {
        var app = await ManyAsync(8);
        using var owner = await app.SignInAsync(SampleData.Owner);

        var answer = await owner.GetAsync("/account/credits?site=" + Uri.EscapeDataString(typed));

        Assert.Equal(address, answer.Is(302).Location, ignoreCase: true);
    }

    [Fact]
    public async Task The_list_of_sites_has_pages()
    {
        var app = await ManyAsync(40);
        using var owner = await app.SignInAsync(SampleData.Owner);

        var first = await owner.PageAsync("/account/sites");
        var second = await owner.PageAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Contains("1–25 of 43 sites", first.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal([25, 18], new[] { first, second }.Select(page => page.QuerySelectorAll(".sites tbody tr").Length));
        Assert.Null(second.QuerySelector("a[rel=next]"));
    }

    private async Task<App> ManyAsync(int more)
    {
        var app = await SampleAppAsync();
        await app.ConnectAsync(more);
        return app;
    }
}
