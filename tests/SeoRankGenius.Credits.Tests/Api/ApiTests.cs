using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Api;

/// <summary>Tests of the plugin's API over HTTP.</summary>
public abstract class ApiTests : AppTests
{
    private static readonly (string, string) NoPace = ("Api:BurstLimit", "1000000");

    /// <summary>The test's app, with a pace that no test reaches.</summary>
    protected Task<App> ApiAsync(Provider on = Provider.Sqlite) =>
        AppAsync(on, NoPace, ("Api:ActivationsPerMinute", "1000000"), ("Api:UnauthenticatedPerMinute", "1000000"));

    /// <summary>A site with credits, and its plugin.</summary>
    protected static async Task<(TestSite Site, Plugin Plugin)> SiteAsync(App app, long shared = 0, long domain = 0)
    {
        var site = await app.World.SiteAsync(shared, domain);
        return (site, new Plugin(app.Url, site.Token));
    }
}
