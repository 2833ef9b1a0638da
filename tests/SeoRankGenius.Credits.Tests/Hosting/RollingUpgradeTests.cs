using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Live;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>
/// A later version has migrated the database while two instances of this one run. A later migration only adds: tables,
/// and columns that may be null or have a default.
/// </summary>
public sealed class RollingUpgradeTests : AppTests
{
    private const string Site = "northwind-agency.example";

    [Fact]
    public async Task Running_instances_continue_to_spend()
    {
        var app = await FreshSampleAppAsync();
        await using var another = app.AnotherInstance();
        var token = await TokenAsync(app);
        using var here = new Plugin(app.Url, token);
        using var there = new Plugin(another.Url, token);
        (await here.SpendAsync(5)).Is(200);

        await MigrateAsync(app);

        (await here.SpendAsync(5)).Is(200);
        (await there.SpendAsync(5)).Is(200);
        (await here.PostAsync("credits/holds", new { feature = "content-analysis", credits = 5 }, "hold")).Is(201);
    }

    [Fact]
    public async Task Running_instances_continue_to_sell()
    {
        var app = await FreshSampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        await MigrateAsync(app);

        var session = await owner.BuyAsync(Site, "shared-5000");
        await app.Stripe.PayAsync(session);
        await app.DeliverAllAsync(session);

        Assert.Contains("9,820", (await owner.GetAsync($"/account/credits/{Site}")).Is(200).Body);
    }

    [Fact]
    public async Task An_open_tab_stays_open()
    {
        var app = await FreshSampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var tab = owner.ListenAsync($"/account/credits/{Site}/live", end.Token).GetAsyncEnumerator();
        await tab.MoveNextAsync();
        using var plugin = new Plugin(app.Url, await TokenAsync(app));

        await MigrateAsync(app);
        (await plugin.SpendAsync(5)).Is(200);

        var next = tab.MoveNextAsync().AsTask();
        await app.World.Time.TickUntilAsync(next, TabWatch.Period);
        Assert.True(await next);
        Assert.Contains("4815", tab.Current);
    }

    [Fact]
    public async Task Running_instances_stay_in_the_load_balancer()
    {
        var app = await FreshSampleAppAsync();
        using var probe = app.Visit();
        await MigrateAsync(app);

        Assert.Equal("Degraded", (await probe.GetAsync("/health/ready")).Is(200).Body);
    }

    private static async Task<string> TokenAsync(App app) =>
        (await app.World.ActivateAsync(SampleData.OwnerKey, Site)).Token;

    private static Task MigrateAsync(App app) => app.World.RawAsync(
        """
        ALTER TABLE "Pools" ADD COLUMN "Later" TEXT NULL;
        ALTER TABLE "LedgerTransactions" ADD COLUMN "Later" INTEGER NOT NULL DEFAULT 7;
        ALTER TABLE "Purchases" ADD COLUMN "Later" TEXT NULL;
        ALTER TABLE "UserSessions" ADD COLUMN "Later" TEXT NULL;
        CREATE TABLE "LaterThings" ("Id" TEXT PRIMARY KEY, "LicenseId" TEXT NOT NULL REFERENCES "Licenses" ("Id"));
        CREATE INDEX "IX_Later" ON "Sites" ("CreatedAt", "Domain");
        INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '10.0.0');
        """);
}
