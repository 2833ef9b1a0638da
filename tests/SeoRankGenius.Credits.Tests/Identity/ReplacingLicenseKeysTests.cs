using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Identity;

public sealed class ReplacingLicenseKeysTests : AppTests
{
    private const string Page = "/account/security";

    [Fact]
    public async Task The_previous_key_connects_no_more_sites()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var key = KeyOn(await owner.SubmitAsync(Page, "handler=Key"));

        Assert.Equal(404, await ActivateAsync(app, SampleData.OwnerKey, "client-bakery.example"));
        Assert.Equal(200, await ActivateAsync(app, key, "client-bakery.example"));
    }

    [Fact]
    public async Task Another_owners_key_stays()
    {
        var app = await SampleAppAsync();
        using var other = await app.SignInAsync(SampleData.Trial);
        var license = await LicenseAsync(app);

        (await other.PostWithTokenAsync(Page, $"{Page}?handler=Key&license={license}")).Is(404);

        Assert.Equal(200, await ActivateAsync(app, SampleData.OwnerKey, "client-bakery.example"));
    }

    [Fact]
    public async Task An_admin_replaces_any_key()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var page = $"/admin/licenses/{await LicenseAsync(app)}/key";

        var key = KeyOn(await admin.SubmitAsync(page, page));

        Assert.Equal(200, await ActivateAsync(app, key, "client-bakery.example"));
        Assert.Contains(await app.World.AuditAsync(), record => record.Action == AuditAction.KeyRotated);
    }

    private static string KeyOn(HttpAnswer answer) =>
        Visitor.Parse(answer.Is(200)).QuerySelector(".notice code.key")!.TextContent;

    private static async Task<int> ActivateAsync(App app, string key, string domain)
    {
        using var plugin = new Plugin(app.Url);
        return (await plugin.PostAsync("sites/activate", new { licenseKey = key, domain })).Status;
    }

    private static Task<Guid> LicenseAsync(App app) => app.World.ReadAsync(db => Task.FromResult(
        db.Sites.Single(site => site.Domain == "northwind-agency.example").LicenseId));
}
