using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Identity.Access;

namespace SeoRankGenius.Credits.Tests.Api;

/// <summary>From the plugin into the Credits tab, with the demo's owner of several sites.</summary>
public sealed class LaunchLinkTests : AppTests
{
    private const string Domain = "wordpress.example", Tab = "/account/credits/" + Domain;
    private const string OtherTab = "/account/credits/client-bakery.example";

    [Fact]
    public async Task A_link_leads_into_its_sites_tab()
    {
        var (app, link) = await LinkAsync();
        using var browser = app.Visit();

        var answer = (await browser.OpenAsync(link)).Is(302);

        Assert.Equal(Tab, answer.Location);
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Contains("3,450", (await browser.GetAsync(Tab)).Is(200).Body);
    }

    [Fact]
    public async Task The_session_sees_no_other_site()
    {
        var (app, link) = await LinkAsync();
        using var browser = app.Visit();
        await browser.OpenAsync(link);

        (await browser.GetAsync(OtherTab)).Is(404);
        Assert.Equal(Tab, (await browser.GetAsync("/account/credits")).Is(302).Location);
        var tab = (await browser.GetAsync(Tab)).Is(200).Body;
        Assert.DoesNotContain("client-bakery.example", tab);
        Assert.DoesNotContain("data-switcher", tab);
    }

    [Fact]
    public async Task The_session_buys_for_its_site()
    {
        var (app, link) = await LinkAsync();
        using var browser = app.Visit();
        await browser.OpenAsync(link);

        var answer = (await browser.SubmitAsync(Tab, $"{Tab}/buy", ("pack", "shared-1000"))).Is(303);

        Assert.StartsWith(app.Stripe.Url.ToString(), answer.Location);
    }

    [Fact]
    public async Task A_link_opens_once()
    {
        var (app, link) = await LinkAsync();
        using var first = app.Visit();
        using var second = app.Visit();
        (await first.OpenAsync(link)).Is(302);

        var answer = (await second.PostWithTokenAsync("/signin", link)).Is(410);

        Assert.Contains("/signin", answer.Body);
        Assert.DoesNotContain(second.CookieNames, name => name == "credits");
    }

    [Fact]
    public async Task Of_twenty_browsers_at_once_one_gets_in()
    {
        var (app, link) = await LinkAsync();

        var answers = await Concurrently.AtOnceAsync(20, async _ =>
        {
            using var browser = app.Visit();
            return await browser.PostWithTokenAsync("/signin", link);
        });

        Assert.Single(answers, answer => answer.Status == 302);
        Assert.Equal(19, answers.Count(answer => answer.Status == 410));
    }

    [Theory]
    [InlineData(59, 302)]
    [InlineData(60, 410)]
    public async Task A_link_lasts_a_minute(int seconds, int status)
    {
        var (app, link) = await LinkAsync();
        using var browser = app.Visit();

        app.World.Time.Advance(TimeSpan.FromSeconds(seconds));

        (await browser.PostWithTokenAsync("/signin", link)).Is(status);
    }

    [Fact]
    public async Task Every_link_that_does_not_open_gets_the_same_page()
    {
        var (app, link) = await LinkAsync();
        using var browser = app.Visit();
        await browser.OpenAsync(link);
        using var visitor = app.Visit();

        var used = (await visitor.GetAsync(link)).Is(410).Body;

        Assert.Equal(used, (await visitor.GetAsync("/launch/never")).Is(410).Body);
        Assert.Equal(used, (await visitor.GetAsync("/launch/" + new string('A', 32))).Is(410).Body);
    }

    [Fact]
    public async Task Asking_whether_a_link_is_there_does_not_use_it_up()
    {
        var (app, link) = await LinkAsync();
        using var browser = app.Visit();

        (await browser.SendAsync(HttpMethod.Head, link)).Is(204);

        (await browser.OpenAsync(link)).Is(302);
    }

    [Fact]
    public async Task Looking_at_a_link_does_not_use_it_up()
    {
        var (app, link) = await LinkAsync();
        using var scanner = app.Visit();
        using var browser = app.Visit();

        (await scanner.GetAsync(link)).Is(200);
        Assert.DoesNotContain("credits", scanner.CookieNames);

        (await browser.OpenAsync(link)).Is(302);
    }

    [Fact]
    public async Task A_link_names_the_account_that_it_signs_out()
    {
        var (app, link) = await LinkAsync();
        using var browser = await app.SignInAsync(SampleData.Trial);

        var page = (await browser.GetAsync(link)).Is(200);

        Assert.Contains($"You are signed in as {SampleData.Trial}", page.Body);
    }

    [Theory]
    [InlineData("revoke"), InlineData("rotate"), InlineData("remove")]
    public async Task The_session_ends_with_its_sites_token(string how)
    {
        var (app, link) = await LinkAsync();
        using var browser = app.Visit();
        await browser.OpenAsync(link);
        var site = await app.World.ReadAsync(db => Task.FromResult(db.Sites.Single(site => site.Domain == Domain).Id));
        var sites = app.Get<SiteAdmin>();

        await (how switch
        {
            "revoke" => sites.RevokeTokenAsync(Actor.CommandLine, site, default),
            "rotate" => sites.RotateTokenAsync(Actor.CommandLine, site, default),
            _ => sites.RemoveAsync(Actor.CommandLine, site, Leftover.Keep, "The owner left.", default),
        });

        Assert.Contains("/signin?", (await browser.GetAsync(Tab)).Is(302).Location);
    }

    [Fact]
    public async Task The_session_opens_the_listed_pages_only()
    {
        var (app, link) = await LinkAsync();
        using var browser = app.Visit();
        await browser.OpenAsync(link);
        var routes = (await app.RoutesAsync()).Where(route => route.IsOfAccount).ToList();
        Assert.Empty(AccountArea.OfSiteSession.Except(routes.Select(route => route.Pattern)));

        foreach (var route in routes.Where(route => !AccountArea.OfSiteSession.Contains(route.Pattern)))
        {
            var answer = await browser.SendAsync(new HttpMethod(route.Method), route.For(Domain));
            Assert.Contains("/problem/forbidden", answer.Is(302, $"{route}").Location);
        }
    }

    [Fact]
    public async Task The_session_does_not_show_another_sites_purchase()
    {
        const string Other = "client-bakery.example";
        var (app, link) = await LinkAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync(Other, "domain-1000");
        using var browser = app.Visit();
        await browser.OpenAsync(link);

        (await owner.GetAsync($"/account/credits/{Other}/thanks?session_id={session}")).Is(200);
        (await browser.GetAsync($"/account/credits/{Other}/thanks?session_id={session}")).Is(404);
        (await browser.GetAsync($"{Tab}/thanks?session_id={session}")).Is(404);
    }

    [Fact]
    public async Task The_session_does_not_show_the_owners_address()
    {
        var (app, link) = await LinkAsync();
        using var browser = app.Visit();
        await browser.OpenAsync(link);

        Assert.DoesNotContain(SampleData.Owner, (await browser.GetAsync(Tab)).Is(200).Body);
    }

    [Fact]
    public async Task The_session_ends_after_twelve_hours_however_it_is_used()
    {
        var (app, link) = await LinkAsync();
        using var browser = app.Visit();
        await browser.OpenAsync(link);
        for (var hour = 1; hour < 12; hour++)
        {
            app.World.Time.Advance(TimeSpan.FromHours(1));
            (await browser.GetAsync(Tab)).Is(200);
        }

        app.World.Time.Advance(TimeSpan.FromHours(1));

        Assert.Contains("/signin?", (await browser.GetAsync(Tab)).Is(302).Location);
    }

    private async Task<(App App, string Link)> LinkAsync()
    {
        var app = await SampleAppAsync();
        using var nobody = new Plugin(app.Url);
        var site = await nobody.PostAsync("sites/activate", new { licenseKey = SampleData.OwnerKey, domain = Domain });
        using var plugin = new Plugin(app.Url, (string)site.Is(201).Json["token"]!);
        var link = (string)(await plugin.PostAsync("launch-links")).Is(200).Json["url"]!;
        return (app, new Uri(link).AbsolutePath);
    }
}
