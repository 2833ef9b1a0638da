using AngleSharp.Html.Dom;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>The sites of the sample agency.</summary>
public sealed class SitesPageTests : AppTests
{
    private const string Page = "/account/sites", Agency = "northwind-agency.example",
        Bakery = "client-bakery.example", Yoga = "client-yoga.example";

    [Theory]
    [InlineData("", Bakery, Yoga, Agency)]
    [InlineData("?sort=Credits", Agency, Bakery, Yoga)]
    [InlineData("?sort=LastUse", Agency, Yoga, Bakery)]
    [InlineData("?q=CLIENT&sort=Credits", Bakery, Yoga)]
    [InlineData("?q=none")]
    public async Task Sites_are_searched_and_sorted(string query, params string[] expected)
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        Assert.Equal(expected, Domains(await owner.PageAsync(Page + query)));
    }

    [Fact]
    public async Task A_site_shows_its_credits_and_its_use_this_month()
    {
        var app = await SampleAppAsync();
        var site = await app.World.ActivateAsync(SampleData.OwnerKey, Yoga);
        using var owner = await app.SignInAsync(SampleData.Owner);
        var before = await UsedAsync(owner);

        await app.World.SpendAsync(new TestSite(site.SiteId, null!, Yoga, site.Token), 45);

        Assert.Equal(before + 45, await UsedAsync(owner));
    }

    [Fact]
    public async Task The_shared_pool_has_an_estimate()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var note = (await owner.PageAsync(Page)).QuerySelector(".note.first")!.TextContent;

        Assert.StartsWith("3,450 shared credits for all sites", note, StringComparison.Ordinal);
        Assert.Contains("At this pace until about", note, StringComparison.Ordinal);
    }

    private static async Task<long> UsedAsync(Visitor owner) => long.Parse(
        (await owner.PageAsync($"{Page}?q={Yoga}")).QuerySelector("[data-label='This month'] span")!.TextContent,
        System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Domains(IHtmlDocument page) =>
        page.QuerySelectorAll(".sites tbody th").Select(it => it.TextContent);
}
