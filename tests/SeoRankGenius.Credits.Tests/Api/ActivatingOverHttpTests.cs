using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

public sealed class ActivatingOverHttpTests : ApiTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_new_site_gets_a_token_that_works(Provider on)
    {
        var app = await ApiAsync(on);
        var license = await app.World.LicenseAsync();

        var answer = (await ActivateAsync(app, license.Key, "https://www.Northwind.example/shop")).Is(201).Json;

        using var plugin = new Plugin(app.Url, (string)answer["token"]!);
        (await plugin.GetAsync("credits")).Is(200);
        Assert.Equal(("northwind.example", "Pro"), ((string)answer["domain"]!, (string)answer["plan"]!["name"]!));
    }

    [SkippableTheory, EachDatabase]
    public async Task Activating_again_ends_the_old_token(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app);

        var answer = (await ActivateAsync(app, site.License.Key, site.Domain)).Is(200).Json;

        Assert.Equal(site.Id, answer["siteId"]!.GetValue<Guid>());
        (await plugin.GetAsync("credits")).Refuses(401, "unauthorized");
        using var renewed = new Plugin(app.Url, (string)answer["token"]!);
        (await renewed.GetAsync("credits")).Is(200);
    }

    [Theory]
    [InlineData("srg-northwind-0001"), InlineData(" SRG–NORTHWIND–0001\r\n"), InlineData("\uFEFFSRGNORTHWIND0001")]
    public async Task A_copied_key_or_domain_is_understood(string key)
    {
        var app = await ApiAsync();
        await app.World.LicenseAsync(key: "SRG-NORTHWIND-0001");

        var answer = (await ActivateAsync(app, key, "\uFEFFHTTPS://North‑Wind.Example/ ")).Is(201).Json;

        Assert.Equal("north-wind.example", (string)answer["domain"]!);
    }

    [Fact]
    public async Task Two_copies_that_take_each_others_token_are_told_so()
    {
        var app = await ApiAsync();
        var (site, plugin) = await SiteAsync(app);
        for (var i = 0; i < 29; i++)
            (await ActivateAsync(app, site.License.Key, site.Domain)).Is(200);

        var problem = (await ActivateAsync(app, site.License.Key, site.Domain)).Refuses(409, "activated_too_often");

        Assert.Contains("Two copies of the site", (string)problem["detail"]!);
        app.World.Time.Advance(TimeSpan.FromHours(1));
        (await ActivateAsync(app, site.License.Key, site.Domain)).Is(200);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_deactivated_site_keeps_its_credits(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);

        (await plugin.PostAsync("sites/deactivate")).Is(204);
        (await plugin.GetAsync("credits")).Refuses(401, "unauthorized");
        var answer = (await ActivateAsync(app, site.License.Key, site.Domain)).Is(201).Json;

        using var again = new Plugin(app.Url, (string)answer["token"]!);
        Assert.Equal((4_820, 1_370, 3_450), (await again.GetAsync("credits")).Is(200).Amounts("balances"));
    }

    [Fact]
    public async Task A_new_token_ends_the_old_ones_links()
    {
        var app = await ApiAsync();
        var (site, plugin) = await SiteAsync(app);
        var link = new Uri((string)(await plugin.PostAsync("launch-links")).Is(200).Json["url"]!).PathAndQuery;
        (await ActivateAsync(app, site.License.Key, site.Domain)).Is(200);
        using var browser = app.Visit();

        (await browser.GetAsync(link)).Is(410);
    }

    [Fact]
    public async Task An_unknown_key_is_not_found()
    {
        var app = await ApiAsync();

        (await ActivateAsync(app, "SRG-NOBODY-000001", "northwind.example")).Refuses(404, "not_found");
    }

    [Fact]
    public async Task Another_licenses_domain_is_taken()
    {
        var app = await ApiAsync();
        var (site, _) = await SiteAsync(app);

        (await ActivateAsync(app, (await app.World.LicenseAsync()).Key, site.Domain)).Refuses(409, "domain_taken");
    }

    [Fact]
    public async Task The_plan_limits_the_sites()
    {
        var app = await ApiAsync();
        var license = await app.World.LicenseAsync("free");
        await app.World.SiteAsync(license);

        var problem = (await ActivateAsync(app, license.Key, "second.example")).Refuses(403, "site_limit_reached");

        Assert.Equal(1, (int)problem["siteLimit"]!);
        Assert.Equal($"{app.Url}account/plans", (string)problem["upgradeUrl"]!);
    }

    [Theory]
    [InlineData("8.8.8.8", "An IP address is not a domain. Please give the site's domain, such as example.com.")]
    [InlineData("intranet", "A domain has at least two parts, such as example.com.")]
    [InlineData("", "Please give the site's domain, such as example.com.")]
    [InlineData("exa mple.com", "This is not a domain. It should look like example.com.")]
    public async Task A_bad_domain_is_told_why(string domain, string why)
    {
        var app = await ApiAsync();
        var license = await app.World.LicenseAsync();

        var problem = (await ActivateAsync(app, license.Key, domain)).Refuses(422, "invalid_request");

        Assert.Equal(why, (string?)problem["errors"]!["domain"]![0]);
    }

    [SkippableTheory, EachDatabase]
    public async Task Two_instances_at_once_keep_the_site_limit(Provider on)
    {
        var app = await ApiAsync(on);
        await using var other = app.AnotherInstance();
        var license = await app.World.LicenseAsync();

        var answers = await Concurrently.AtOnceAsync(
            20, caller => ActivateAsync(caller % 2 == 0 ? app : other, license.Key, $"site-{caller}.example"));

        Assert.Equal(10, answers.Count(answer => answer.Status == 201));
        Assert.Equal(10, answers.Count(answer => answer.Status == 403));
    }

    private static async Task<HttpAnswer> ActivateAsync(App app, string licenseKey, string domain)
    {
        using var plugin = new Plugin(app.Url);
        return await plugin.PostAsync("sites/activate", new { licenseKey, domain });
    }
}
