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
}
