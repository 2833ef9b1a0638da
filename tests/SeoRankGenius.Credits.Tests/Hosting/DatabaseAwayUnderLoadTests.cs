using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Background;
using SeoRankGenius.Credits.Web.Live;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>The database takes no write for a while, during spends and with an open tab.</summary>
public sealed class DatabaseAwayUnderLoadTests : AppTests
{
    private const string Site = "northwind-agency.example";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1), Recovery = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Spends_wait_with_503_then_go_on_where_they_were()
    {
        var app = await FreshSampleAppAsync();
        // Waits one second for the file instead of two.
        var connection = app.World.Database.ConnectionString + ";Default Timeout=1";
        await using var instance = app.AnotherInstance(
            ("ConnectionStrings:Credits", connection), ("Api:BurstLimit", "100000"));
        using var owner = await instance.SignInAsync(SampleData.Owner);
        using var end = new CancellationTokenSource(Patience);
        await using var tab = owner.ListenAsync($"/account/credits/{Site}/live", end.Token).GetAsyncEnumerator();
        await tab.MoveNextAsync();
        await using var load = new Load(instance, (await app.World.ActivateAsync(SampleData.OwnerKey, Site)).Token);
        await load.UntilAsync(200);

        await using (await LockAsync(app.World.Database.ConnectionString))
            await load.UntilAsync(503);

        await load.UntilAsync(200).WaitAsync(Recovery);
        var keys = await load.StopAsync();
        Assert.Equal(keys.Count, await app.World.ReadAsync(db =>
            db.IdempotencyRecords.CountAsync(row => keys.Contains(row.Key))));
        await BalanceAsync(app, tab, 4_820 - 5 * keys.Count);
        var passes = instance.Get<IEnumerable<IHostedService>>().OfType<RecurringPass>();
        Assert.DoesNotContain(passes, pass => pass.ExecuteTask?.IsCompleted == true);
    }

    /// <summary>Until the tab says this total.</summary>
    private static async Task BalanceAsync(App app, IAsyncEnumerator<string> tab, long total)
    {
        while (!tab.Current.EndsWith($"\"total\":{total}}}", StringComparison.Ordinal))
        {
            var next = tab.MoveNextAsync().AsTask();
            await app.World.Time.TickUntilAsync(next, TabWatch.Period);
            Assert.True(await next);
        }
    }

    private static async Task<SqliteConnection> LockAsync(string connectionString)
    {
        var other = new SqliteConnection(connectionString + ";Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return other;
    }

    /// <summary>Four callers that spend one after the other, and repeat what was answered with 503.</summary>
    private sealed class Load : IAsyncDisposable
    {
        private const int Most = 200;

        private readonly ConcurrentBag<string> _keys = [];
        private readonly ConcurrentDictionary<int, TaskCompletionSource> _awaited = [];
        private readonly CancellationTokenSource _stop = new();
        private readonly Plugin _plugin;
        private readonly Task _callers;

        public Load(App app, string token)
        {
            _plugin = new Plugin(app.Url, token);
            _callers = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(SpendAsync)));
        }

        /// <summary>Until a request made from now on is answered so.</summary>
        public async Task UntilAsync(int status)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited[status] = seen;
            Assert.NotSame(_callers, await Task.WhenAny(seen.Task, _callers));
        }

        /// <summary>The keys of all spends, once each was answered with 200.</summary>
        public async Task<List<string>> StopAsync()
        {
            await _stop.CancelAsync();
            await _callers.WaitAsync(Patience);
            return [.. _keys];
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _plugin.Dispose();
            _stop.Dispose();
        }

        private async Task SpendAsync()
        {
            for (var i = 0; i < Most && !_stop.IsCancellationRequested; i++)
            {
                var key = $"{Guid.NewGuid()}";
                int status;
                do
                {
                    var answer = await _plugin.SpendAsync(5, key);
                    status = answer.Status;
                    if (_awaited.TryRemove(status, out var seen))
                        seen.TrySetResult();
                    Assert.True(status == 200 || (status == 503 && answer.Header("Retry-After") == "5"), answer.Body);
                }
                while (status != 200);
                _keys.Add(key);
            }
        }
    }
}
