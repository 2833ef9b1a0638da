using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

/// <summary>Balances, entries, holds and remembered keys before and after each refusal.</summary>
public sealed class RefusalsChangeNothingTests : ApiTests
{
    private const string Good = """{"feature":"content-analysis","credits":15}""";

    [SkippableTheory]
    [EachDatabase("spend", Good, null, 400, "idempotency_key_required")]
    [EachDatabase("spend", "{", "new", 400, "malformed_json")]
    [EachDatabase("spend", """{"feature":"content-analysis","credits":16}""", "new", 422, "invalid_request")]
    [EachDatabase("spend", """{"feature":"content-analysis","credits":14}""", "used", 409, "idempotency_key_reused")]
    [EachDatabase(
        "spend", """{"feature":"content-analysis","credits":15,"quantity":1000}""", "new", 402, "insufficient_credits")]
    [EachDatabase("holds", """{"feature":"content-analysis","credits":4821}""", "new", 402, "insufficient_credits")]
    [EachDatabase("holds", Good, "used", 409, "idempotency_key_reused")]
    [EachDatabase("holds/HOLD/capture", """{"credits":101}""", null, 422, "invalid_request")]
    [EachDatabase("holds/ENDED/capture", """{"credits":1}""", null, 409, "hold_ended")]
    [EachDatabase("holds/ENDED/release", null, null, 409, "hold_ended")]
    [EachDatabase("holds/00000000-0000-0000-0000-000000000000/release", null, null, 404, "not_found")]
    public async Task A_refused_request_changes_nothing(
        Provider on, string route, string? body, string? key, int status, string code)
    {
        var app = await ApiAsync(on);
        var (_, plugin) = await SiteAsync(app, shared: 3_550, domain: 1_385);
        (await plugin.SpendAsync(15, "used")).Is(200);
        var (hold, ended) = (await plugin.HoldAsync(100), await plugin.HoldAsync(100));
        (await plugin.PostAsync($"credits/holds/{ended}/capture", new { credits = 0 })).Is(200);
        var before = await app.World.EverythingAsync();

        var answer = await plugin.PostAsync(
            "credits/" + route.Replace("HOLD", $"{hold}").Replace("ENDED", $"{ended}"), body, key);

        answer.Refuses(status, code);
        Assert.Equal(before, await app.World.EverythingAsync());
    }

    [SkippableTheory]
    [EachDatabase("free", LicenseStatus.Active, "plan_required")]
    [EachDatabase("pro", LicenseStatus.Canceled, "plan_required")]
    [EachDatabase("pro", LicenseStatus.Suspended, "license_suspended")]
    public async Task A_license_that_cannot_spend_changes_nothing(
        Provider on, string plan, LicenseStatus status, string code)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 3_450, domain: 1_370);
        await app.World.ChangeAsync(site.License, license => (license.Plan, license.Status) = (plan, status));
        var before = await app.World.EverythingAsync();

        (await plugin.PostAsync("credits/spend", Good, "new")).Refuses(403, code);
        var problem = (await plugin.PostAsync("credits/holds", Good, "new")).Refuses(403, code);

        Assert.Equal(
            code == "plan_required" ? $"{app.Url}account/plans" : null, (string?)problem["upgradeUrl"]);
        Assert.Equal(before, await app.World.EverythingAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task The_refused_key_works_after_a_top_up(Provider on)
    {
        var app = await ApiAsync(on);
        var (site, plugin) = await SiteAsync(app, shared: 14);
        var problem = (await plugin.SpendAsync(15, "post-42")).Refuses(402, "insufficient_credits");

        await app.World.GrantAsync(site.License.Id, 1);

        Assert.Null((await plugin.SpendAsync(15, "post-42")).Is(200).Header("Idempotent-Replayed"));
        Assert.Equal((15, 14), ((int)problem["required"]!, (int)problem["available"]!));
        Assert.Equal($"{app.Url}account/credits/{site.Domain}", (string)problem["topUpUrl"]!);
    }
}
