using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Data;

public sealed class ReadingTests : WorldTests
{
    [SkippableTheory, EachDatabase]
    public async Task At_most_32_of_300_reads_run_at_once(Provider on)
    {
        var reader = (await WorldAsync(on)).Get<Reader>();
        var (running, most) = (0, 0);
        var (full, go) = (new TaskCompletionSource(), new TaskCompletionSource());

        var reads = Concurrently.AtOnceAsync(300, _ => reader.RunAsync(async db =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (now == Reader.MostConnections)
                full.TrySetResult();
            await go.Task;
            Interlocked.Decrement(ref running);
            return await db.Pools.CountAsync();
        }));
        await full.Task;
        go.SetResult();

        Assert.Equal(Enumerable.Repeat(0, 300), await reads);
        Assert.Equal(Reader.MostConnections, most);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_read_that_waits_too_long_is_turned_away(Provider on)
    {
        var reader = (await WorldAsync(on)).Get<Reader>();
        var go = new TaskCompletionSource<int>();
        var running = Enumerable.Range(0, Reader.MostConnections).Select(_ => reader.RunAsync(_ => go.Task)).ToList();

        await Assert.ThrowsAsync<DependencyUnavailable>(() => reader.RunAsync(db => db.Pools.CountAsync()));

        go.SetResult(0);
        await Task.WhenAll(running);
    }

    [SkippableTheory, EachDatabase]
    public async Task Connections_idle_for_more_than_a_minute_are_closed(Provider on)
    {
        var world = await WorldAsync(on);
        var reader = world.Get<Reader>();
        // Another test may have left connections in the reused host: all but this read's own are closed.
        world.Time.Advance(TimeSpan.FromSeconds(61));
        await reader.RunAsync(db => db.Pools.CountAsync());
        var go = new TaskCompletionSource<int>();
        var running = Enumerable.Range(0, 3).Select(_ => reader.RunAsync(_ => go.Task)).ToList();
        go.SetResult(0);
        await Task.WhenAll(running);
        Assert.Equal(3, reader.IdleConnections);

        world.Time.Advance(TimeSpan.FromSeconds(61));
        await reader.RunAsync(db => db.Pools.CountAsync());

        Assert.Equal(1, reader.IdleConnections);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_connection_lost_while_idle_is_replaced(Provider on)
    {
        var world = await WorldAsync(on);
        var site = await world.SiteAsync(shared: 20);
        var tokens = world.Get<SiteTokens>();
        await tokens.FindAsync(site.Token);
        DbConnection? idle = null;
        await world.Get<Reader>().RunAsync(db =>
        {
            idle = db.Database.GetDbConnection();
            return Task.FromResult(0);
        });

        await idle!.CloseAsync();

        Assert.Equal(site.Id, (await tokens.FindAsync(site.Token))!.SiteId);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = most; now > seen; seen = most)
            Interlocked.CompareExchange(ref most, now, seen);
    }
}
