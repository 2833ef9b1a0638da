using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>An owner limits a site and gives it credits.</summary>
public sealed class SitePageTests : AppTests
{
    private const string Site = "client-yoga.example", Page = "/account/sites/" + Site;

    [Fact]
    public async Task A_cap_refuses_the_plugin_with_its_own_code()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var used = await UsedAsync(owner);

        (await owner.SubmitAsync(Page, "handler=Limits", ("cap", $"{used + 10}"))).Is(302);

        var plugin = await app.World.ActivateAsync(SampleData.OwnerKey, Site);
        using var api = new Plugin(app.Url, plugin.Token);
        var refused = (await api.SpendAsync(12)).Refuses(402, "site_cap_reached");
        Assert.Equal((12, 10), ((long)refused["required"]!, (long)refused["available"]!));
        (await api.SpendAsync(9)).Is(200);
        Assert.Equal("Near its cap", await StateAsync(owner));
        Assert.Contains("near its monthly cap", await WarningAsync(owner), StringComparison.Ordinal);
        (await owner.SubmitAsync(Page, "handler=Limits", ("cap", $"{used + 10}"), ("paused", "true"))).Is(302);
        (await api.SpendAsync(5)).Refuses(403, "site_paused");
        Assert.Equal("Paused", await StateAsync(owner));
        Assert.Contains("This site is paused.", await WarningAsync(owner), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(79, "Active", null)]
    [InlineData(80, "Near its cap", "This site is near its monthly cap.")]
    [InlineData(100, "Cap reached", "This site has reached its monthly cap of")]
    public async Task From_80_percent_of_the_cap_the_tab_and_the_list_warn(int percent, string state, string? warning)
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var plugin = await app.World.ActivateAsync(SampleData.OwnerKey, Site);
        await app.World.SpendAsync(new TestSite(plugin.SiteId, null!, Site, plugin.Token), 200);
        var used = await UsedAsync(owner);

        (await owner.SubmitAsync(Page, "handler=Limits", ("cap", $"{used * 100 / percent}"))).Is(302);

        var list = await owner.PageAsync("/account/sites?q=" + Site);
        Assert.Equal(state, list.QuerySelector("[data-label=State] .badge")!.TextContent);
        Assert.Equal(warning, (await WarningAsync(owner))?.Trim()[..(warning?.Length ?? 0)]);
    }

    [Fact]
    public async Task Allocated_credits_belong_to_the_site()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var saved = (await owner.SubmitAsync(Page, "handler=Transfer", ("credits", "1,000"))).Is(302).Location!;

        Assert.Contains(
            "Credits allocated.", (await owner.PageAsync(saved)).Body!.TextContent, StringComparison.Ordinal);
        var tab = await owner.PageAsync("/account/credits/" + Site);
        Assert.Equal("2,450", tab.QuerySelector("#balance-shared")!.TextContent);
        Assert.Equal("1,000", tab.QuerySelector("#balance-domain")!.TextContent);
        var line = (await owner.PageAsync("/account/activity?kind=Adjusted")).QuerySelector(".activity tbody tr")!;
        Assert.Contains("Allocated to the site", line.TextContent, StringComparison.Ordinal);
        Assert.Contains("−1,000", line.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_sent_again_with_another_number_gets_a_new_id()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var id = $"{Guid.NewGuid()}";
        const string Form = Page + "?handler=Transfer";
        (await owner.PostWithTokenAsync(Page, Form, ("transfer", id), ("credits", "100"))).Is(302);

        var page = Visitor.Parse((await owner.PostWithTokenAsync(
            Page, Form, ("transfer", id), ("credits", "200"))).Is(422));

        Assert.Contains("already sent", page.QuerySelector("#errors")!.TextContent, StringComparison.Ordinal);
        Assert.NotEqual(id, page.QuerySelector("[name=transfer]")!.GetAttribute("value"));
        var tab = await owner.PageAsync("/account/credits/" + Site);
        Assert.Equal("100", tab.QuerySelector("#balance-domain")!.TextContent);
    }

    [Theory]
    [InlineData("handler=Limits", "cap", "-1")]
    [InlineData("handler=Limits", "cap", "many")]
    [InlineData("handler=Transfer", "credits", "0")]
    [InlineData("handler=Transfer", "credits", "3451")]
    [InlineData("handler=Transfer", "credits", "1.5")]
    public async Task What_cannot_be_says_what_to_do(string form, string field, string value)
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var page = Visitor.Parse((await owner.SubmitAsync(Page, form, (field, value))).Is(422));

        Assert.Contains("Enter a", page.QuerySelector("#errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.QuerySelector($"#{field}")!.GetAttribute("aria-invalid"));
    }

    private static async Task<string?> WarningAsync(Visitor owner) =>
        (await owner.PageAsync("/account/credits/" + Site)).QuerySelector("[data-limits]")?.TextContent;

    private static async Task<string> StateAsync(Visitor owner) =>
        (await owner.PageAsync(Page)).QuerySelector(".head .badge")!.TextContent;

    private static async Task<long> UsedAsync(Visitor owner) => long.Parse(
        (await owner.PageAsync("/account/sites?q=" + Site))
            .QuerySelector("[data-label='This month'] span")!.TextContent,
        System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
}
