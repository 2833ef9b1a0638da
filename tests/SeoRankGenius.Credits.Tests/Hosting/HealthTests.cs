using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Hosting;

public sealed class HealthTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task With_its_database_the_app_is_ready(Provider on)
    {
        var app = await AppAsync(on);
        using var probe = app.Visit();

        Assert.Equal("Healthy", (await probe.GetAsync("/health/ready")).Is(200).Body);
    }

    [Fact]
    public async Task Without_its_schema_the_app_lives_but_is_not_ready()
    {
        var app = await AppAsync(Provider.Sqlite);
        using var probe = app.Visit();
        await app.World.UnguardedAsync($"""ALTER TABLE "Pools" RENAME TO "Away" """);

        var ready = await probe.GetAsync("/health/ready");
        var live = await probe.GetAsync("/health/live");

        await app.World.UnguardedAsync($"""ALTER TABLE "Away" RENAME TO "Pools" """);
        Assert.Equal("Unhealthy", ready.Is(503).Body);
        Assert.Equal("Healthy", live.Is(200).Body);
    }

    [Fact]
    public async Task A_database_that_takes_no_write_makes_the_app_unready()
    {
        var app = await AppAsync(Provider.Sqlite);
        using var probe = app.Visit();
        app.World.Time.Advance(TimeSpan.FromSeconds(6));
        await app.World.RawAsync(
            "CREATE TRIGGER full_disk BEFORE UPDATE ON HealthProbes BEGIN SELECT RAISE(FAIL, 'full'); END");

        (await probe.GetAsync("/health/ready")).Is(503);

        await app.World.RawAsync("DROP TRIGGER full_disk");
        (await probe.GetAsync("/health/ready")).Is(200);
    }

    [Fact]
    public async Task Probes_within_five_seconds_write_once()
    {
        var app = await AppAsync(Provider.Sqlite);
        using var probe = app.Visit();
        app.World.Time.Advance(TimeSpan.FromSeconds(6));
        var before = await CountAsync(app);

        for (var i = 0; i < 3; i++)
            (await probe.GetAsync("/health/ready")).Is(200);

        Assert.Equal(before + 1, await CountAsync(app));
    }

    [Fact]
    public async Task A_newer_schema_is_degraded()
    {
        var app = await AppAsync(Provider.Sqlite);
        using var probe = app.Visit();
        await app.World.RawAsync(
            """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '10.0.0')""");

        var ready = await probe.GetAsync("/health/ready");

        await app.World.RawAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '2999%'""");
        Assert.Equal("Degraded", ready.Is(200).Body);
    }

    private static Task<long> CountAsync(App app) => app.World.ReadAsync(db =>
        db.Database.SqlQuery<long>($"""SELECT "Count" AS "Value" FROM "HealthProbes" """).SingleAsync());
}
