using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>Automatic top-up, as its owner meets it.</summary>
public sealed class TopUpPageTests : AppTests
{
    private const string Site = "fabrikam-shop.example", Tab = "/account/credits/" + Site, Page = Tab + "/top-up";

    private const string Chosen =
        Page + "/set-up?pool=shared&pack=shared-5000&threshold=600&limit=40";

    [Fact]
    public async Task It_is_off_and_says_so()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);

        var page = await owner.PageAsync(Page);

        Assert.Equal(["Off", "Off"], page.QuerySelectorAll(".top-up .badge").Select(badge => badge.TextContent));
        Assert.Null(page.QuerySelector("form[action*=Off]"));
    }

    [Fact]
    public async Task The_words_to_agree_to_say_what_when_and_how_much()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);

        var page = await owner.PageAsync(Chosen);

        var words = page.QuerySelector("label[for=agree]")!.TextContent;
        Assert.Contains("whenever the Shared Credits of my license fall below 600", words, StringComparison.Ordinal);
        Assert.Contains("buys 5,000 shared credits for $20", words, StringComparison.Ordinal);
        Assert.Contains("at most $40", words, StringComparison.Ordinal);
        Assert.Contains("switch this off at any time", words, StringComparison.Ordinal);
        Assert.False(page.QuerySelectorAll<IHtmlInputElement>("#agree").Single().IsChecked);
    }

    [Fact]
    public async Task Without_a_tick_nothing_happens()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);

        var answer = await owner.SubmitAsync(Chosen, "/set-up");

        Assert.Contains("Select the checkbox", answer.Is(422).Body, StringComparison.Ordinal);
        Assert.Empty(app.Stripe.Sessions);
    }

    [Fact]
    public async Task Agreeing_and_paying_switches_it_on()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);

        var thanks = await SetUpAsync(app, owner);

        Assert.Contains("Auto top-up is on", thanks.Body, StringComparison.Ordinal);
        var page = await owner.PageAsync(Page);
        Assert.Equal("On", page.QuerySelector(".top-up.shared .badge")!.TextContent);
        Assert.Contains("Visa ending in 4242", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_button_switches_it_off()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);
        await SetUpAsync(app, owner);

        (await owner.SubmitAsync(Page, "handler=Off")).Is(302);

        Assert.Equal("Off", (await owner.PageAsync(Page)).QuerySelector(".top-up.shared .badge")!.TextContent);
    }

    [Theory]
    [InlineData("threshold=0&limit=40", "Enter a threshold")]
    [InlineData("threshold=5001&limit=40", "Enter a threshold")]
    [InlineData("threshold=many&limit=40", "Enter a threshold")]
    [InlineData("threshold=600&limit=19.99", "Enter a monthly limit")]
    [InlineData("threshold=600&limit=40.001", "Enter a monthly limit")]
    [InlineData("threshold=600&limit=99999999999999999999", "Enter a monthly limit")]
    public async Task A_choice_that_makes_no_sense_says_why(string choice, string what)
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);

        var page = await owner.PageAsync($"{Page}/set-up?pool=shared&pack=shared-5000&{choice}");

        Assert.Contains(what, page.QuerySelector("#errors")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#agree"));
    }

    [Fact]
    public async Task The_tab_says_when_a_card_has_to_be_looked_at()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);
        await SetUpAsync(app, owner, TestCard.AsksLater);
        var plugin = await app.World.ActivateAsync(SampleData.TrialKey, Site);
        await app.World.SpendAsync(new TestSite(plugin.SiteId, null!, Site, plugin.Token), 5_000);

        await app.TopUpAsync();

        Assert.Contains(
            "Your bank requires authentication",
            (await owner.PageAsync(Tab)).QuerySelector(".notice.warn")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal("Stopped", (await owner.PageAsync(Page)).QuerySelector(".top-up.shared .badge")!.TextContent);
    }

    [Fact]
    public async Task Bought_by_itself_stands_among_the_purchases()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Trial);
        await SetUpAsync(app, owner);
        app.World.Time.Advance(TimeSpan.FromMinutes(1));
        var plugin = await app.World.ActivateAsync(SampleData.TrialKey, Site);
        await app.World.SpendAsync(new TestSite(plugin.SiteId, null!, Site, plugin.Token), 5_000);
        await app.TopUpAsync();

        var page = await owner.PageAsync("/account/purchases");

        var bought = page.QuerySelector(".purchase")!;
        Assert.Contains("Auto top-up", bought.QuerySelector("th")!.TextContent, StringComparison.Ordinal);
        var receipt = bought.QuerySelector("a[href$=receipt]")!.GetAttribute("href")!;
        Assert.StartsWith(
            app.Stripe.ApiBase, (await owner.GetAsync(receipt)).Is(302).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runaway_stands_on_the_back_offices_start_page()
    {
        var app = await SampleAppAsync(("TopUp:MostInAnHour", "1"));
        using var owner = await app.SignInAsync(SampleData.Trial);
        await SetUpAsync(app, owner);
        var plugin = await app.World.ActivateAsync(SampleData.TrialKey, Site);
        for (var crossing = 0; crossing < 2; crossing++)
        {
            await app.World.SpendAsync(new TestSite(plugin.SiteId, null!, Site, plugin.Token), 5_000);
            await app.TopUpAsync();
        }

        using var admin = await app.SignInAsync(SampleData.Admin);
        Assert.Contains(
            Site, (await admin.PageAsync("/admin")).QuerySelector("section[aria-labelledby=attention]")!.TextContent,
            StringComparison.Ordinal);
    }

    // 5,000 credits for $20 below 600, at most $40 a month; on, with 5,500 credits.
    private static async Task<HttpAnswer> SetUpAsync(App app, Visitor owner, TestCard card = TestCard.Card)
    {
        var led = (await owner.SubmitAsync(Chosen, "/set-up", ("agree", "true"))).Is(303);
        var back = await app.Stripe.PayAsync(new Uri(led.Location!).Segments[^1], card);
        return (await owner.GetAsync(back!.PathAndQuery)).Is(200);
    }
}
