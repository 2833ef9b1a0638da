using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

public sealed class ReadingCreditsTests : ApiTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_site_reads_its_plan_with_its_balances(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);

        var answer = (await plugin.GetAsync("credits")).Is(200);

        Assert.Equal((4_820, 1_370, 3_450), answer.Amounts("balances"));
        Assert.Equal(
            """{"name":"Pro","status":"active","label":"Pro","trialEndsAt":null}""",
            answer.Json["plan"]!.ToJsonString());
        Assert.Equal(site.Domain, (string)answer.Json["site"]!);
        Assert.Equal($"{app.Url}account/credits/{site.Domain}", (string)answer.Json["topUpUrl"]!);
    }

    [SkippableTheory, EachDatabase]
    public async Task On_the_Free_plan_balances_are_kept_apart(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);
        await app.World.ChangeAsync(site.License, license => license.Plan = "free");

        var answer = (await plugin.GetAsync("credits")).Is(200);

        Assert.Equal((0, 0, 0), answer.Amounts("balances"));
        Assert.Equal((4_820, 1_370, 3_450), answer.Amounts("kept"));
    }

    [Fact]
    public async Task While_suspended_balances_are_kept_apart()
    {
        var app = await ApiAsync();
        var (site, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);
        await app.World.ChangeAsync(site.License, license => license.Suspend());

        var answer = (await plugin.GetAsync("credits")).Is(200);

        Assert.Equal((0, 0, 0), answer.Amounts("balances"));
        Assert.Equal((4_820, 1_370, 3_450), answer.Amounts("kept"));
    }

    [Theory]
    [InlineData("credits"), InlineData("features")]
    public async Task An_unchanged_answer_is_not_sent_again(string route)
    {
        var app = await ApiAsync();
        var (site, plugin) = await SiteAsync(app, shared: 3_450);
        var first = (await plugin.GetAsync(route)).Is(200);

        var again = await plugin.SendAsync(HttpMethod.Get, route, null, ("If-None-Match", first.Header("ETag")));
        await app.World.GrantAsync(site.License.Id, 1);
        var changed = await plugin.SendAsync(HttpMethod.Get, route, null, ("If-None-Match", first.Header("ETag")));

        Assert.Equal((304, ""), (again.Status, again.Body));
        Assert.Equal(first.Header("ETag"), again.Header("ETag"));
        changed.Is(route == "credits" ? 200 : 304);
    }

    [Theory]
    [InlineData("credits"), InlineData("features"), InlineData("/openapi/v1.json")]
    public async Task HEAD_answers_as_GET_without_a_body(string route)
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app, shared: 3_450);

        var answer = (await plugin.SendAsync(HttpMethod.Head, route)).Is(200);

        Assert.Equal("", answer.Body);
        Assert.StartsWith("application/json", answer.Header("Content-Type"));
    }

    [SkippableTheory, EachDatabase]
    public async Task Three_hundred_calls_at_once_are_all_answered(Provider on)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);

        var answers = await Concurrently.AtOnceAsync(300, _ => plugin.GetAsync("credits"));

        Assert.Equal(Enumerable.Repeat(200, 300), answers.Select(answer => answer.Status));
    }

    [Fact]
    public async Task A_trial_is_labelled_as_such()
    {
        var app = await ApiAsync();
        var ends = app.World.Time.Now.AddDays(14);
        var site = await app.World.SiteAsync(await app.World.LicenseAsync(trialEndsAt: ends));
        using var plugin = new Plugin(app.Url, site.Token);

        var plan = (await plugin.GetAsync("credits")).Is(200).Json["plan"]!;

        Assert.Equal(("trialing", "Pro (trial)"), ((string)plan["status"]!, (string)plan["label"]!));
        Assert.Equal(ends, (DateTime)plan["trialEndsAt"]!, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task A_trial_that_is_over_counts_as_canceled()
    {
        var app = await ApiAsync();
        var site = await app.World.SiteAsync(await app.World.LicenseAsync(trialEndsAt: app.World.Time.Now.AddDays(14)));
        using var plugin = new Plugin(app.Url, site.Token);
        app.World.Time.Advance(TimeSpan.FromDays(14));

        var plan = (await plugin.GetAsync("credits")).Is(200).Json["plan"]!;

        Assert.Equal(("Free", "canceled"), ((string)plan["name"]!, (string)plan["status"]!));
    }

    [Fact]
    public async Task The_features_are_the_catalogs()
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app);

        var features = (await plugin.GetAsync("features")).Is(200).Json["features"]!.AsArray();

        Assert.Equal(
            ["link-suggestions 1–5", "meta-generation 1–5", "schema-building 3–10", "content-analysis 5–15"],
            features.Select(feature => $"{feature!["code"]} {feature["minCredits"]}–{feature["maxCredits"]}"));
    }

    [Theory]
    [InlineData(LicenseStatus.Active, "free", "plan_required")]
    [InlineData(LicenseStatus.Suspended, "pro", "license_suspended")]
    public async Task A_license_that_cannot_spend_gets_no_estimate(LicenseStatus status, string plan, string code)
    {
        var app = await ApiAsync();
        var (site, plugin) = await SiteAsync(app, shared: 3_450);
        await app.World.ChangeAsync(site.License, license => (license.Plan, license.Status) = (plan, status));

        (await plugin.PostAsync("credits/estimate", new { feature = "content-analysis", pages = 1 }))
            .Refuses(403, code);
    }

    [Fact]
    public async Task An_estimate_suggests_packs()
    {
        var app = await ApiAsync();
        var (_, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);

        var answer = (await plugin.PostAsync("credits/estimate", new { feature = "content-analysis", pages = 360 }))
            .Is(200).Json;

        Assert.Equal((1_800, 5_400, 4_820), ((int)answer["min"]!, (int)answer["max"]!, (int)answer["available"]!));
        Assert.Equal(("maybe", 580), ((string)answer["enough"]!, (int)answer["shortBy"]!));
        Assert.Equal("shared-1000", (string)answer["suggestedPack"]!["code"]!);
        Assert.Equal(1, (int)answer["suggestedPacks"]![0]!["count"]!);
    }
}
