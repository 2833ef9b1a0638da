using System.Collections.Concurrent;

namespace SeoRankGenius.Credits.Web.Api;

/// <summary>
/// A token bucket for each key: <paramref name="burst"/> at once, then <paramref name="perSecond"/>. A bucket is one
/// number, the time at which it will be full again. Full buckets are forgotten, and past <see cref="MostKeys"/> keys
/// strangers share one bucket, so nobody can fill the memory.
/// </summary>
public sealed class Pace<TKey>(int burst, double perSecond, TimeProvider time)
    where TKey : notnull
{
    public const int MostKeys = 100_000;

    private readonly ConcurrentDictionary<TKey, Bucket> _buckets = [];
    private readonly Bucket _strangers = new();
    private readonly long _each = Math.Max(1, (long)(TimeSpan.TicksPerSecond / perSecond));
    private long _sweptAt;

    /// <summary>How many keys are remembered.</summary>
    public int Count => _buckets.Count;

    /// <summary>Takes one; zero when there was one to take, else how long to wait for the next.</summary>
    public TimeSpan Take(TKey key)
    {
        var now = time.GetUtcNow().Ticks;
        Sweep(now);
        if (!_buckets.TryGetValue(key, out var bucket))
            bucket = _buckets.Count < MostKeys ? _buckets.GetOrAdd(key, _ => new()) : _strangers;
        return bucket.Take(now, _each, burst);
    }

    /// <summary>A full bucket is as good as a new one.</summary>
    private void Sweep(long now)
    {
        var last = Interlocked.Read(ref _sweptAt);
        if (now - last < TimeSpan.TicksPerMinute || Interlocked.CompareExchange(ref _sweptAt, now, last) != last)
            return;
        foreach (var (key, bucket) in _buckets)
            if (bucket.IsFull(now))
                _buckets.TryRemove(key, out _);
    }

    private sealed class Bucket
    {
        private long _fullAt;

        public bool IsFull(long now) => Interlocked.Read(ref _fullAt) <= now;

        public TimeSpan Take(long now, long each, int burst)
        {
            while (true)
            {
                var fullAt = Interlocked.Read(ref _fullAt);
                var after = Math.Max(fullAt, now) + each;
                var wait = after - now - each * burst;
                if (wait > 0)
                    return TimeSpan.FromTicks(wait);
                if (Interlocked.CompareExchange(ref _fullAt, after, fullAt) == fullAt)
                    return TimeSpan.Zero;
            }
        }
    }
}
