using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Licensing.Members;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Identity;

/// <summary>A leaked license key does not bring a removed site back.</summary>
public sealed class ReturningSitesTests : AppTests
{
    private const string Bakery = "client-bakery.example", Page = "/account/sites";

    [Fact]
    public async Task A_removed_site_returns_when_the_owner_confirms()
    {
        var app = await SampleAppAsync();
        await RemoveAsync(app);
        using var plugin = new Plugin(app.Url);
        using var owner = await app.SignInAsync(SampleData.Owner);

        var problem = (await ActivateAsync(plugin)).Refuses(409, "confirmation_required");
        Assert.EndsWith("/account/sites#removed", (string?)problem["confirmUrl"], StringComparison.Ordinal);
        (await owner.SubmitAsync(Page, "handler=Confirm")).Is(302);

        (await ActivateAsync(plugin)).Is(201);
        Assert.Contains(await app.World.AuditAsync(), record => record.Action == AuditAction.SiteReturnAllowed);
    }

    [Fact]
    public async Task A_member_is_not_offered_to_confirm()
    {
        var app = await SampleAppAsync();
        await RemoveAsync(app);
        using var member = await app.JoinAsync(AccountRole.Manager);

        Assert.Null((await member.PageAsync(Page)).QuerySelector("#removed"));
    }

    private static async Task RemoveAsync(App app) => await app.Get<SiteAdmin>().RemoveAsync(
        Actor.CommandLine,
        await app.World.ReadAsync(db => Task.FromResult(db.Sites.Single(site => site.Domain == Bakery).Id)),
        Leftover.Keep, "The key leaked.", default);

    private static Task<HttpAnswer> ActivateAsync(Plugin plugin) =>
        plugin.PostAsync("sites/activate", new { licenseKey = SampleData.OwnerKey, domain = Bakery });
}
