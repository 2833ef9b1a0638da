using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Live;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>What an open tab is told besides its balances.</summary>
public sealed class LiveStateTests : AppTests
{
    private const string Shop = "fabrikam-shop.example";

    [Fact]
    public async Task A_paid_plan_after_the_trial_is_sent()
    {
        var (app, site) = await GivenAsync();

        var said = await SaidAsync(app, "\"plan\":\"Pro\"", async () =>
        {
            await app.World.ChangeAsync(
                site.License, license => (license.Status, license.TrialEndsAt) = (LicenseStatus.Active, null));
            await app.World.SpendAsync(site, 1);
        });

        Assert.Equal("""{"plan":"Pro","low":null,"isEmpty":false,"isTopUpStopped":false}""", said);
    }

    // On the Free plan there are no balances: the stream ends, and the tab asks why.
    [Fact]
    public async Task The_Free_plan_ends_the_stream()
    {
        var (app, site) = await GivenAsync();

        var said = await SaidAsync(app, "isEmpty", async () =>
        {
            await app.World.ChangeAsync(site.License, license => license.Plan = "free");
            await app.World.GrantAsync(site.Id, 1);
        });

        Assert.Null(said);
    }

    [Fact]
    public async Task An_empty_balance_is_sent()
    {
        var (app, site) = await GivenAsync();

        var said = await SaidAsync(app, "\"isEmpty\":true", () => app.World.SpendAsync(site, 500));

        Assert.NotNull(said);
    }

    [Fact]
    public async Task A_stopped_top_up_is_sent()
    {
        var (app, site) = await GivenAsync();
        await app.TopUpSiteAsync(site: site);
        app.Stripe.Cards.NextCharge(TestCard.AsksLater);

        var said = await SaidAsync(app, "\"isTopUpStopped\":true", async () =>
        {
            await app.World.SpendAsync(site, 5_100);
            await app.TopUpAsync();
            await app.World.SpendAsync(site, 1);
        });

        Assert.NotNull(said);
    }

    private async Task<(App App, TestSite Site)> GivenAsync()
    {
        var app = await FreshSampleAppAsync();
        var plugin = await app.World.ActivateAsync(SampleData.TrialKey, Shop);
        var license = await app.World.ReadAsync(db => Task.FromResult(db.Sites
            .Where(site => site.Id == plugin.SiteId).Join(
                db.Licenses, site => site.LicenseId, license => license.Id, (_, license) => license).Single()));
        return (app, new TestSite(plugin.SiteId, new(license.Id, "", license.OwnerId), Shop, plugin.Token));
    }

    /// <summary>
    /// What an open tab is told that contains a text, after a change and while the clock ticks; null when its stream
    /// ends before.
    /// </summary>
    private static async Task<string?> SaidAsync(App app, string text, Func<Task> change)
    {
        using var owner = await app.SignInAsync(SampleData.Trial);
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var tab = owner.ListenAsync($"/account/credits/{Shop}/live", end.Token).GetAsyncEnumerator();
        await tab.MoveNextAsync();
        await change();
        while (await NextAsync(app, tab))
            if (tab.Current.Contains(text, StringComparison.Ordinal))
                return tab.Current;
        return null;
    }

    private static async Task<bool> NextAsync(App app, IAsyncEnumerator<string> tab)
    {
        var next = tab.MoveNextAsync().AsTask();
        await app.World.Time.TickUntilAsync(next, TabWatch.Period);
        return await next;
    }
}
