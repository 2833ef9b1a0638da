using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>The activity page of the sample agency, whose month ends with the guide's balances.</summary>
public sealed class ActivityPageTests : AppTests
{
    private const string Page = "/account/activity", Agency = "northwind-agency.example", Yoga = "client-yoga.example";

    [Fact]
    public async Task The_exported_sums_equal_the_tiles()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var rows = await CsvAsync(owner, Page + "?handler=Csv");

        Assert.Equal(3_450, rows.Sum(row => Number(row[8])));
        Assert.Equal(1_370, rows.Where(row => row[1] == Agency).Sum(row => Number(row[6])));
    }

    [Fact]
    public async Task A_line_names_feature_site_and_balance()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var line = (await owner.PageAsync(Page)).QuerySelector(".activity tbody tr")!;

        Assert.Equal(
            ["Meta generation × 10", Agency, "−30 1,370 after"],
            ((string[])[".what", "[data-label=Site]", "[data-label=Domain]"]).Select(part =>
                string.Join(' ', line.QuerySelector(part)!.TextContent.Split(
                    (char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public async Task The_filter_is_in_the_address()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var page = await owner.PageAsync($"{Page}?site={Yoga}&kind=Use&feature=content-analysis");

        Assert.Equal(["Content analysis"], page.QuerySelectorAll(".activity .what b").Select(it => it.TextContent));
        Assert.Equal(Yoga, page.QuerySelector("#site option[selected]")!.TextContent);
        var csv = page.QuerySelector("a[download]")!.GetAttribute("href")!;
        Assert.Single(await CsvAsync(owner, csv));
    }

    [Fact]
    public async Task An_adjustment_shows_its_reason_without_the_back_offices_sentence()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var page = await owner.PageAsync(Page + "?kind=Adjusted");

        Assert.All(page.QuerySelectorAll(".activity .what small"), it => Assert.Equal("Goodwill", it.TextContent));
        Assert.Equal(2, page.QuerySelectorAll(".activity tbody tr").Length);
    }

    [Fact]
    public async Task The_chart_says_what_it_shows_without_color()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var chart = (await owner.PageAsync(Page)).QuerySelector(".use")!;

        Assert.NotNull(chart.QuerySelector("rect[fill='url(#hatch)']"));
        Assert.Equal("600 credits (600 shared, 0 domain)", chart.QuerySelector("title")!.TextContent.Split(": ")[1]);
        Assert.Contains("600 credits.", chart.QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fabrikam-shop.example")]
    [InlineData("none.example")]
    public async Task Another_owners_site_is_not_found(string site)
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        (await owner.GetAsync($"{Page}?site={site}")).Is(404);
        (await owner.GetAsync($"{Page}?handler=Csv&site={site}")).Is(404);
    }

    [Theory]
    [InlineData("/pricing", "https://northwind-agency.example/pricing")]
    [InlineData("https://www.northwind-agency.example/a?b=1", "https://www.northwind-agency.example/a?b=1")]
    [InlineData("https://evil.example/", null)]
    [InlineData("//evil.example/", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("post 42", null)]
    public async Task A_reference_is_linked_if_it_is_of_the_site(string reference, string? link)
    {
        var app = await SampleAppAsync();
        var site = await app.World.ActivateAsync(SampleData.OwnerKey, Agency);
        await app.World.SpendAsync(
            new TestSite(site.SiteId, null!, Agency, site.Token),
            new SpendRequest($"{Guid.NewGuid()}", World.AnyFeature, 1, Reference: reference));
        using var owner = await app.SignInAsync(SampleData.Owner);

        var what = (await owner.PageAsync(Page)).QuerySelector(".activity .what")!;

        Assert.Contains(reference, what.TextContent, StringComparison.Ordinal);
        Assert.Equal(link, what.QuerySelector("a")?.GetAttribute("href"));
    }

    private static async Task<List<string[]>> CsvAsync(Visitor owner, string address) =>
        [.. (await owner.GetAsync(address)).Is(200).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray())];

    private static long Number(string cell) => cell.Length == 0 ? 0 : long.Parse(cell, null);
}
