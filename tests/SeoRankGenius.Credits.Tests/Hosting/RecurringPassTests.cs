using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Identity;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Web.Background;
using SeoRankGenius.Credits.Web.Live;

namespace SeoRankGenius.Credits.Tests.Hosting;

public sealed class RecurringPassTests : WorldTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_failed_pass_is_counted_and_followed_by_the_next()
    {
        using var pass = new FailingPass(_time);
        await pass.StartAsync(default);

        for (var i = 1; i <= 3; i++)
        {
            _time.Advance(FailingPass.Period);
            await pass.Ran.ReadAsync().AsTask().WaitAsync(Limit);
        }

        await pass.StopAsync(default);
        Assert.Equal(3, pass.Failures);
    }

    [Fact]
    public async Task A_failed_step_does_not_block_the_steps_after_it()
    {
        using var pass = new FailingPass(_time);

        await pass.PassAsync(default);

        Assert.Equal("last step", await pass.Ran.ReadAsync());
    }

    [Fact]
    public async Task The_watch_of_open_tabs_survives_any_exception()
    {
        var world = await WorldAsync(Provider.Sqlite);
        var site = await world.SiteAsync(shared: 3_450);
        var reader = world.Get<Reader>();
        using var watch = new TabWatch(
            new PoolFeed(reader), new UserSessions(reader, world.Get<Writer>(), null!, _time), reader, _time,
            NullLogger<TabWatch>.Instance);
        using var tab = watch.Open(Guid.NewGuid(), site.Id, site.License.Id);
        await watch.StartAsync(default);
        await SqlAsync(world, """ALTER TABLE "Pools" RENAME COLUMN "Sequence" TO "Number" """);
        _time.Advance(TabWatch.Period);
        while (watch.Failures == 0 && !watch.ExecuteTask!.IsCompleted)
            await Task.Yield();

        await SqlAsync(world, """ALTER TABLE "Pools" RENAME COLUMN "Number" TO "Sequence" """);
        _time.Advance(TimeSpan.FromSeconds(15));

        using var patience = new CancellationTokenSource(Limit);
        Assert.Equal(TabSignal.Over, await tab.NextAsync(patience.Token));
        Assert.False(patience.IsCancellationRequested);
        await watch.StopAsync(default);
        Assert.Equal(1, watch.Failures);
    }

    // A fault of the schema is none of the faults that are expected of a database.
    private static Task SqlAsync(World world, string sql) =>
        world.WriteAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    private sealed class FailingPass(TimeProvider time)
        : RecurringPass(Period, time, NullLogger<FailingPass>.Instance)
    {
        public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

        private readonly Channel<string> _ran = Channel.CreateUnbounded<string>();

        public ChannelReader<string> Ran => _ran.Reader;

        protected override async Task RunAsync(CancellationToken stopping)
        {
            await IsolateAsync(() => throw new InvalidOperationException("A bug."), stopping);
            _ran.Writer.TryWrite("last step");
        }
    }
}
