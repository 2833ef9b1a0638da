using SeoRankGenius.Credits.Licensing.TestSites;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Background;

namespace SeoRankGenius.Credits.Tests.Api;

/// <summary>A test site over HTTP and on its owner's pages.</summary>
public sealed class TestSiteApiTests : ApiTests
{
    private const string Domain = "staging.northwind-agency.com";

    [SkippableTheory, EachDatabase]
    public async Task Every_answer_about_balances_says_so(Provider on)
    {
        var (_, site) = await StartAsync(on);
        using var plugin = site;

        var spent = (await plugin.SpendAsync(15)).Is(200);
        var back = (await plugin.GiveBackAsync((Guid)spent.Json["transactionId"]!, 5)).Is(200);
        var hold = await plugin.HoldAsync(100);
        var captured = (await plugin.PostAsync($"credits/holds/{hold}/capture", new { credits = 40 })).Is(200);
        var listed = (await plugin.GetAsync("credits/transactions")).Is(200);
        var credits = (await plugin.GetAsync("credits")).Is(200);

        Assert.All([spent, back, captured, listed, credits], answer => Assert.True((bool)answer.Json["test"]!));
        Assert.Equal((450, 450, 0), credits.Amounts("balances"));
        Assert.Equal(4, listed.Json["items"]!.AsArray().Count);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_key_is_charged_once(Provider on)
    {
        var (app, site) = await StartAsync(on);
        using var plugin = site;

        var first = (await plugin.SpendAsync(15, "run-1")).Is(200);
        var again = (await plugin.SpendAsync(15, "run-1")).Is(200);

        Assert.Equal(first.Body, again.Body);
        Assert.Equal((485, 485, 0), (await plugin.GetAsync("credits")).Amounts("balances"));
    }

    [Fact]
    public async Task The_pass_refills_it()
    {
        var (app, site) = await StartAsync(Provider.Sqlite);
        using var plugin = site;
        await plugin.SpendAsync(15);

        app.World.Time.Advance(TimeSpan.FromDays(1));
        await app.Get<TestCreditsPass>().PassAsync(default);

        Assert.Equal((500, 500, 0), (await plugin.GetAsync("credits")).Amounts("balances"));
    }

    [Fact]
    public async Task An_estimate_suggests_no_packs()
    {
        var (_, site) = await StartAsync(Provider.Sqlite);
        using var plugin = site;

        var estimate = (await plugin.PostAsync(
            "credits/estimate", new { feature = "content-analysis", pages = 360 })).Is(200).Json;

        Assert.Equal(TestCredits.Daily, (long)estimate["available"]!);
        Assert.Null(estimate["suggestedPack"]);
        Assert.Empty(estimate["suggestedPacks"]!.AsArray());
    }

    [Fact]
    public async Task Its_tab_sells_no_domain_credits()
    {
        var app = await SampleAppAsync();
        await app.World.ActivateAsync("SRG-NORTHWIND-0001", Domain);
        using var owner = await app.SignInAsync("owner@northwind.example");

        var tab = (await owner.GetAsync($"/account/credits/{Domain}")).Is(200).Body;
        var bought = await owner.PostWithTokenAsync(
            $"/account/credits/{Domain}", $"/account/credits/{Domain}/buy", ("pack", "domain-1000"));

        Assert.Contains("Test site", tab);
        Assert.Contains("shared-1000", tab);
        Assert.DoesNotContain("domain-1000", tab);
        Assert.Contains("This is a test site.", bought.Is(409).Body);
        (await owner.GetAsync($"/account/credits/{Domain}/top-up")).Is(404);
        (await owner.GetAsync($"/account/credits/{Domain}/alerts")).Is(404);
    }

    private async Task<(App App, Plugin Plugin)> StartAsync(Provider on)
    {
        var app = await ApiAsync(on);
        var site = await app.World.SiteAsync(await app.World.LicenseAsync(), Domain);
        await app.World.GrantAsync(site.License.Id, 3_450);
        return (app, new Plugin(app.Url, site.Token));
    }
}
