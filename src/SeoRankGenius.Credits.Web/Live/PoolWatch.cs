using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Data;

namespace SeoRankGenius.Credits.Web.Live;

/// <summary>
/// Notices that pools have moved, whoever moved them: this instance, another one on the same database, a command. One
/// small query a tick asks for all watched pools together, and none when nobody watches.
/// </summary>
public sealed class PoolWatch(Reader reader, TimeProvider time, ILogger<PoolWatch> log) : BackgroundService
{
    /// <summary>Two ticks and a read stay below the second that an open tab may lag behind.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(400);

    // SQL Server takes 2,100 parameters at most.
    private const int MostInOneQuery = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Watched> _pools = [];

    /// <summary>
    /// Watches pools until disposed. <see cref="Watcher.MovedAsync"/> completes after each time that one of them moved,
    /// or may have moved, since the watch began.
    /// </summary>
    public Watcher Watch(params Guid[] poolIds)
    {
        var watcher = new Watcher(this, poolIds);
        lock (_lock)
            foreach (var id in poolIds)
            {
                if (!_pools.TryGetValue(id, out var pool))
                    _pools[id] = pool = new Watched();
                pool.Watchers.Add(watcher);
            }

        return watcher;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                foreach (var ids in Watching().Chunk(MostInOneQuery))
                    Tell(await SequencesAsync(ids));
            }
            catch (DependencyUnavailable fault)
            {
                log.LogWarning(fault, "Watched pools could not be read; the next tick asks again");
            }
    }

    private Task<Dictionary<Guid, long>> SequencesAsync(Guid[] ids) =>
        reader.RunAsync(db => db.Pools.Where(pool => ids.Contains(pool.Id))
            .Select(pool => new { pool.Id, pool.Sequence })
            .ToDictionaryAsync(pool => pool.Id, pool => pool.Sequence));

    private Guid[] Watching()
    {
        lock (_lock)
            return [.. _pools.Keys];
    }

    private void Tell(Dictionary<Guid, long> sequences)
    {
        lock (_lock)
            foreach (var (id, sequence) in sequences)
                if (_pools.TryGetValue(id, out var pool) && pool.Sequence != sequence)
                {
                    pool.Sequence = sequence;
                    pool.Watchers.ForEach(watcher => watcher.Tell());
                }
    }

    private void Forget(Watcher watcher, Guid[] poolIds)
    {
        lock (_lock)
            foreach (var id in poolIds)
                if (_pools.TryGetValue(id, out var pool) && pool.Watchers.Remove(watcher) && pool.Watchers.Count == 0)
                    _pools.Remove(id);
    }

    private sealed class Watched
    {
        /// <summary>Unknown at first, so that the first tick tells of whatever happened before it.</summary>
        public long Sequence { get; set; } = -1;

        public List<Watcher> Watchers { get; } = [];
    }

    /// <summary>One open tab's ear.</summary>
    public sealed class Watcher(PoolWatch watch, Guid[] poolIds) : IDisposable
    {
        // One waiting note is enough: whoever hears it reads the database.
        private readonly Channel<bool> _moved = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        /// <summary>Completes once a pool moved since the last time this completed.</summary>
        public async Task MovedAsync(CancellationToken cancellation) => await _moved.Reader.ReadAsync(cancellation);

        public void Dispose() => watch.Forget(this, poolIds);

        internal void Tell() => _moved.Writer.TryWrite(true);
    }
}
