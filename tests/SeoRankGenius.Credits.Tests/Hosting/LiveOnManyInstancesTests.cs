using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Web.Live;

namespace SeoRankGenius.Credits.Tests.Hosting;

public sealed class LiveOnManyInstancesTests : AppTests
{
    private const string Live = "/account/credits/northwind-agency.example/live";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Pulse = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_tab_is_told_its_balances_at_once()
    {
        var app = await FreshSampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var end = new CancellationTokenSource(Patience);
        await using var tab = owner.ListenAsync(Live, end.Token).GetAsyncEnumerator();

        Assert.True(await tab.MoveNextAsync());

        Assert.Equal("""{"shared":3450,"domain":1370,"total":4820}""", tab.Current);
    }

    [Fact]
    public async Task What_another_instance_moves_reaches_the_tabs_of_each()
    {
        var app = await FreshSampleAppAsync();
        await using var another = app.AnotherInstance();
        using var here = await app.SignInAsync(SampleData.Owner);
        using var there = await another.SignInAsync(SampleData.Owner);
        using var end = new CancellationTokenSource(Patience);
        await using var first = here.ListenAsync(Live, end.Token).GetAsyncEnumerator();
        await using var second = there.ListenAsync(Live, end.Token).GetAsyncEnumerator();
        await first.MoveNextAsync();
        await second.MoveNextAsync();

        // The world is an instance of its own on the same database.
        await app.World.GrantAsync(await LicenseAsync(app), 100);

        await NextAsync(app, first);
        await NextAsync(app, second);
        Assert.Equal("""{"shared":3550,"domain":1370,"total":4920}""", first.Current);
        Assert.Equal(first.Current, second.Current);
    }

    [Fact]
    public async Task A_quiet_tab_gets_signs_of_life_until_its_plan_changes()
    {
        var app = await FreshSampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var end = new CancellationTokenSource(Patience);
        await using var tab = owner.ListenAsync(Live, end.Token).GetAsyncEnumerator();
        await tab.MoveNextAsync();
        await NextAsync(app, tab, Pulse);
        Assert.Equal("", tab.Current);

        await app.World.SqlAsync($"""UPDATE "Licenses" SET "Status" = 'Trialing'""");

        while (await NextAsync(app, tab, Pulse) && tab.Current == "")
        {
        }

        Assert.StartsWith("""{"plan":"Pro (trial)",""", tab.Current);
    }

    [Fact]
    public async Task A_session_that_ends_elsewhere_ends_its_streams()
    {
        var app = await FreshSampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var end = new CancellationTokenSource(Patience);
        await using var tab = owner.ListenAsync(Live, end.Token).GetAsyncEnumerator();
        await tab.MoveNextAsync();

        await app.World.SqlAsync($"""UPDATE "UserSessions" SET "EndedAt" = '2026-01-01 00:00:00'""");

        while (await NextAsync(app, tab, Pulse))
        {
        }

        (await owner.GetAsync(Live)).Is(401);
    }

    [Fact]
    public async Task A_tab_that_opens_later_is_told_of_the_next_change()
    {
        var app = await FreshSampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await app.World.ReadAsync(db => db.UserSessions.Select(row => row.Id).SingleAsync());
        var site = await app.World.ReadAsync(db =>
            db.Sites.SingleAsync(row => row.Domain == "northwind-agency.example"));
        var watch = app.Get<TabWatch>();
        using var first = watch.Open(session, site.Id, site.LicenseId);
        await watch.PassAsync(default);
        using var later = watch.Open(session, site.Id, site.LicenseId);
        await watch.PassAsync(default);
        Assert.Equal(TabSignal.Changed, await later.NextAsync(default));

        await app.World.GrantAsync(site.LicenseId, 100);
        await watch.PassAsync(default);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Assert.Equal(TabSignal.Changed, await later.NextAsync(patience.Token));
    }

    [Fact]
    public async Task On_the_free_plan_there_is_nothing_to_watch()
    {
        var app = await FreshSampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Free);

        (await owner.GetAsync("/account/credits/contoso-blog.example/live")).Is(204);
    }

    [Fact]
    public async Task Signing_out_in_one_tab_ends_the_streams_of_all()
    {
        var app = await FreshSampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var elsewhere = await app.SignInAsync(SampleData.Owner);
        using var end = new CancellationTokenSource(Patience);
        await using var tab = owner.ListenAsync(Live, end.Token).GetAsyncEnumerator();
        await using var other = elsewhere.ListenAsync(Live, end.Token).GetAsyncEnumerator();
        await tab.MoveNextAsync();
        await other.MoveNextAsync();

        (await owner.PostWithTokenAsync("/signout", "/signout")).Is(302);

        Assert.False(await tab.MoveNextAsync());
        (await owner.GetAsync(Live)).Is(401);
        await app.World.GrantAsync(await LicenseAsync(app), 100);
        Assert.True(await NextAsync(app, other));
    }

    [Fact]
    public async Task A_low_balance_is_sent_with_the_spend_that_caused_it()
    {
        const string Site = "northwind-agency.example", Alerts = "/account/credits/" + Site + "/alerts";
        var app = await FreshSampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        (await owner.SubmitAsync(Alerts, Alerts, ("threshold", "4815"))).Is(302);
        await app.LookForLowBalancesAsync();
        using var end = new CancellationTokenSource(Patience);
        await using var tab = owner.ListenAsync(Live, end.Token).GetAsyncEnumerator();
        await tab.MoveNextAsync();

        var site = await app.World.ActivateAsync(SampleData.OwnerKey, Site);
        await app.World.SpendAsync(new TestSite(site.SiteId, null!, Site, site.Token), 12);

        await NextAsync(app, tab);
        Assert.Equal("""{"shared":3450,"domain":1358,"total":4808}""", tab.Current);
        await NextAsync(app, tab);
        Assert.Equal("""{"plan":"Pro","low":4815,"isEmpty":false,"isTopUpStopped":false}""", tab.Current);
    }

    /// <summary>The next message to the tab, while the clock ticks.</summary>
    private static Task<bool> NextAsync(App app, IAsyncEnumerator<string> tab) =>
        NextAsync(app, tab, TabWatch.Period);

    private static async Task<bool> NextAsync(App app, IAsyncEnumerator<string> tab, TimeSpan tick)
    {
        var next = tab.MoveNextAsync().AsTask();
        await app.World.Time.TickUntilAsync(next, tick);
        return await next;
    }

    private static Task<Guid> LicenseAsync(App app) => app.World.ReadAsync(db =>
        db.Sites.Where(site => site.Domain == "northwind-agency.example").Select(site => site.LicenseId).SingleAsync());
}
