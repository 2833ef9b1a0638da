using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>A site's use in a month, for an agency's client.</summary>
public sealed class StatementPageTests : AppTests
{
    private const string Page = "/account/statements", Yoga = "client-yoga.example";

    [Fact]
    public async Task It_carries_the_agencys_name_and_price()
    {
        var (owner, month) = await GivenAsync();
        using var _ = owner;

        var page = await owner.PageAsync($"{Page}?site={Yoga}&month={month}&name=Northwind+Agency&price=0.025");

        Assert.Equal("Northwind Agency", page.QuerySelector(".issuer")!.TextContent);
        Assert.Equal(
            ["Total", "3", "45", "$1.13"],
            page.QuerySelectorAll("tfoot tr > *").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task Exported_it_has_the_same_sums()
    {
        var (owner, month) = await GivenAsync();
        using var _ = owner;

        var lines = (await owner.GetAsync($"{Page}?handler=Csv&site={Yoga}&month={month}&price=0.025")).Is(200)
            .Body.Split("\r\n");

        Assert.Equal("\"Total\",3,45,0,45,\"$1.13\"", lines[^2]);
    }

    [Fact]
    public async Task A_price_that_is_none_is_refused_in_words()
    {
        var (owner, month) = await GivenAsync();
        using var _ = owner;

        foreach (var bad in (string[])["-1", "1e3", "many", "1001"])
        {
            var page = await owner.PageAsync($"{Page}?site={Yoga}&month={month}&price={bad}");
            Assert.Contains(
                "Enter a price per credit", page.QuerySelector("#errors")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(3, page.QuerySelectorAll("tfoot tr > *").Length);
        }
    }

    [Fact]
    public async Task Another_owners_site_has_none()
    {
        var (owner, _) = await GivenAsync();
        using var __ = owner;

        (await owner.GetAsync($"{Page}?site=fabrikam-shop.example")).Is(404);
        (await owner.GetAsync($"{Page}?handler=Csv&site=fabrikam-shop.example")).Is(404);
    }

    // A month in which the sample used nothing.
    private async Task<(Visitor Owner, string Month)> GivenAsync()
    {
        var app = await SampleAppAsync();
        var site = await app.World.ActivateAsync(SampleData.OwnerKey, Yoga);
        app.World.Time.Advance(TimeSpan.FromDays(40));
        await app.World.SpendAsync(
            new TestSite(site.SiteId, null!, Yoga, site.Token),
            new SpendRequest($"{Guid.NewGuid()}", World.AnyFeature, 15, 3));
        var month = app.World.Time.GetUtcNow().ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        return (await app.SignInAsync(SampleData.Owner), month);
    }
}
