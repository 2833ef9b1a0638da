using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Data;

/// <summary>The embedded database is busy, full or gone: nothing is written, and the same call works later.</summary>
public sealed class DependencyUnavailableTests : WorldTests
{
    private const int DiskFull = 13;

    private int _spent;

    [Fact]
    public async Task A_locked_database_is_an_outside_fault()
    {
        var (world, site) = await GivenAsync();
        var before = await world.EverythingAsync();

        await using (await LockAsync(world))
            await Assert.ThrowsAsync<DependencyUnavailable>(() => world.SpendAsync(site, 1_500, key: "post-42"));

        Assert.Equal(before, await world.EverythingAsync());
    }

    [Fact]
    public async Task An_unlocked_database_takes_the_same_spend()
    {
        var (world, site) = await GivenAsync();
        await using (await LockAsync(world))
            await Assert.ThrowsAsync<DependencyUnavailable>(() => world.SpendAsync(site, 1_500, key: "post-42"));

        await world.SpendAsync(site, 1_500, key: "post-42");

        Assert.Equal(new(Shared: 3_320, Domain: 0), await world.BalancesAsync(site));
    }

    // One wait is a second here; a wait for each would be a minute.
    [Fact]
    public async Task All_who_wait_for_a_locked_database_are_told_at_once()
    {
        var (world, site) = await GivenAsync();
        await using var locked = await LockAsync(world);

        var faults = await Concurrently.AtOnceAsync(
            60, _ => Assert.ThrowsAsync<DependencyUnavailable>(() => world.SpendAsync(site, 5)))
            .WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(60, faults.Length);
    }

    [Fact]
    public async Task A_full_disk_is_an_outside_fault()
    {
        var (world, site) = await GivenAsync();
        await FillDiskAsync(world);

        var fault = await Assert.ThrowsAsync<DependencyUnavailable>(() => SpendUntilFullAsync(world, site));

        Assert.Equal(DiskFull, Assert.IsType<SqliteException>(fault.InnerException).SqliteErrorCode);
    }

    [Fact]
    public async Task A_spend_that_the_disk_has_no_room_for_leaves_nothing()
    {
        var (world, site) = await GivenAsync();
        await FillDiskAsync(world);

        await Assert.ThrowsAsync<DependencyUnavailable>(() => SpendUntilFullAsync(world, site));

        Assert.Equal(4_820 - _spent, (await world.BalancesAsync(site)).Total);
    }

    [Fact]
    public async Task Room_on_the_disk_takes_the_same_spend()
    {
        var (world, site) = await GivenAsync();
        await FillDiskAsync(world);
        await Assert.ThrowsAsync<DependencyUnavailable>(() => SpendUntilFullAsync(world, site));

        SqliteConnection.ClearAllPools();
        var spent = await SpendAsync(world, site, _spent);

        Assert.False(spent.IsReplay);
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_an_outside_fault()
    {
        await using var world = World.On(new NoDatabase());

        await Assert.ThrowsAsync<DependencyUnavailable>(() => world.WriteAsync(_ => Task.CompletedTask));
    }

    private async Task<(World World, TestSite Site)> GivenAsync()
    {
        var world = await WorldAsync(Provider.Sqlite, "Default Timeout=1");
        return (world, await world.SiteAsync(shared: 3_450, domain: 1_370));
    }

    private static async Task<IAsyncDisposable> LockAsync(World world)
    {
        var connection = new SqliteConnection(world.Database.ConnectionString);
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
        return connection;
    }

    // SQLite takes the file's present size where less is asked for.
    private static Task FillDiskAsync(World world) =>
        world.WriteAsync(db => db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1"));

    private async Task SpendUntilFullAsync(World world, TestSite site)
    {
        for (; _spent < 1_000; _spent++)
            await SpendAsync(world, site, _spent);
    }

    private static Task<IdempotentResult<SpendResult>> SpendAsync(World world, TestSite site, int number) =>
        world.SpendAsync(site, 1, key: FormattableString.Invariant($"{new string('k', 250)}{number}"));

    private sealed class NoDatabase : TestDatabase
    {
        public override Provider Provider => Provider.Sqlite;

        public override string ConnectionString => "Data Source=/nowhere/credits.db";

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
