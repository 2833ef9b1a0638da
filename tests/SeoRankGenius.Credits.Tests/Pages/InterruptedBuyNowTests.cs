using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>Buy Now on a page whose session or form has expired keeps the chosen pack.</summary>
public sealed class InterruptedBuyNowTests : AppTests
{
    private const string Tab = "/account/credits/northwind-agency.example";

    [Fact]
    public async Task With_an_expired_session_the_pack_is_kept_through_sign_in()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var address = await FormAsync(owner, "domain-5000");
        using var expired = app.Visit();

        var signIn = (await expired.PostAsync(address, ("pack", "domain-5000"))).Is(302).Location!;
        var form = new Uri(app.Url, signIn).PathAndQuery;
        var back = (await expired.SignInAsync(SampleData.Owner, SampleData.Password, form)).Is(302).Location!;
        var page = await expired.PageAsync(back);

        Assert.Contains("5,000 domain credits for $20", page.Body!.TextContent, StringComparison.Ordinal);
        (await expired.SubmitAsync(back, "/buy", ("pack", "domain-5000"))).Is(303);
        Assert.Equal("domain-5000", (await app.World.PurchaseAsync()).Pack);
    }

    [Fact]
    public async Task A_stale_form_leads_to_the_chosen_pack()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var address = await FormAsync(owner, "shared-15000");

        var refused = Visitor.Parse((await owner.PostAsync(address, ("pack", "shared-15000"))).Is(400));

        var page = await owner.PageAsync(refused.QuerySelector(".gate .button")!.GetAttribute("href")!);
        Assert.Contains("15,000 shared credits for $40", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await app.World.PurchasesAsync());
    }

    [Fact]
    public async Task A_reload_without_a_pack_returns_to_the_tab()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        foreach (var query in (string[])["", "?pack=", "?pack=unknown"])
            Assert.Equal(Tab, (await owner.GetAsync($"{Tab}/buy{query}")).Is(302).Location);
        (await owner.GetAsync("/account/credits/fabrikam-shop.example/buy?pack=shared-1000")).Is(404);
    }

    private static async Task<string> FormAsync(Visitor owner, string pack) =>
        (await owner.PageAsync(Tab)).QuerySelector($"button[value={pack}]")!.Closest("form")!.GetAttribute("action")!;
}
