using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;

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

    private async Task<App> ManyAsync(int more)
    {
        var app = await SampleAppAsync();
        await app.World.WriteAsync(async db =>
        {
            var site = await db.Sites.SingleAsync(site => site.Domain == Agency);
            (await db.Licenses.SingleAsync(license => license.Id == site.LicenseId)).SiteLimit = 50;
            await db.SaveChangesAsync();
        });
        for (var number = 1; number <= more; number++)
            await app.World.ActivateAsync(SampleData.OwnerKey, $"shop-{number}.example");
        return app;
    }
}
