using System.Threading.Channels;
using SeoRankGenius.Credits.Web.Background;

namespace SeoRankGenius.Credits.Web.Live;

/// <summary>
/// Detects changes of pools, made by any process. All watched pools are read in one small query per period; nothing is
/// read while none is watched.
/// </summary>
public sealed class PoolWatch(Reader reader, TimeProvider time, ILogger<PoolWatch> log)
    : RecurringPass(Period, time, log)
{
    /// <summary>Two periods and a read take less than the second that an open tab may lag behind.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(400);

    // SQL Server takes 2,100 parameters at most.
    private const int MostInOneQuery = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Watched> _pools = [];

    /// <summary>
    /// Watches pools until disposed. <see cref="Watcher.MovedAsync"/> completes after each change, or possible change,
    /// of one of them since the watch began.
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

    protected override async Task RunAsync(CancellationToken stopping)
    {
        foreach (var ids in WatchedIds().Chunk(MostInOneQuery))
            Notify(await SequencesAsync(ids));
    }

    private Task<Dictionary<Guid, long>> SequencesAsync(Guid[] ids) =>
        reader.RunAsync(db => db.Pools.Where(pool => ids.Contains(pool.Id))
            .Select(pool => new { pool.Id, pool.Sequence })
            .ToDictionaryAsync(pool => pool.Id, pool => pool.Sequence));

    private Guid[] WatchedIds()
    {
        lock (_lock)
            return [.. _pools.Keys];
    }

    private void Notify(Dictionary<Guid, long> sequences)
    {
        lock (_lock)
            foreach (var (id, sequence) in sequences)
                if (_pools.TryGetValue(id, out var pool) && pool.Sequence != sequence)
                {
                    pool.Sequence = sequence;
                    pool.Watchers.ForEach(watcher => watcher.Notify());
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
        /// <summary>Unknown at first, so that the first pass reports earlier changes.</summary>
        public long Sequence { get; set; } = -1;

        public List<Watcher> Watchers { get; } = [];
    }

    /// <summary>One tab's live-balance subscription.</summary>
    public sealed class Watcher(PoolWatch watch, Guid[] poolIds) : IDisposable
    {
        // One pending notification is enough: the subscriber reads the database.
        private readonly Channel<bool> _moved = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        /// <summary>Completes once a pool has changed since the last completion.</summary>
        public async Task MovedAsync(CancellationToken cancellation) => await _moved.Reader.ReadAsync(cancellation);

        public void Dispose() => watch.Forget(this, poolIds);

        internal void Notify() => _moved.Writer.TryWrite(true);
    }
}
