namespace SeoRankGenius.Credits.Web.Live;

/// <summary>
/// The open streams of this process by session. Signing out in this process ends them at once; elsewhere a stream reads
/// its session before it sends balances, and every 15 seconds.
/// </summary>
public sealed class SessionStreams
{
    /// <summary>As many tabs as one browser shows at a time, and what one process serves.</summary>
    public const int MostOfOneSession = 10, MostOfAll = 5_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<CancellationTokenSource>> _open = [];

    /// <summary>Whether a session, or all sessions of this process, may open one more.</summary>
    public bool MayOpen(Guid sessionId)
    {
        lock (_lock)
            return _open.GetValueOrDefault(sessionId, []).Count < MostOfOneSession
                && _open.Values.Sum(streams => streams.Count) < MostOfAll;
    }

    /// <summary>Cancels <paramref name="stream"/> when the session ends, until the result is disposed.</summary>
    public IDisposable EndWithSession(Guid sessionId, CancellationTokenSource stream)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(sessionId, out var streams))
                _open[sessionId] = streams = [];
            streams.Add(stream);
        }

        return new Entry(this, sessionId, stream);
    }

    public void End(Guid sessionId)
    {
        lock (_lock)
            if (_open.TryGetValue(sessionId, out var streams))
                streams.ForEach(stream => stream.CancelAsync());
    }

    private void Remove(Guid sessionId, CancellationTokenSource stream)
    {
        lock (_lock)
            if (_open.TryGetValue(sessionId, out var streams) && streams.Remove(stream) && streams.Count == 0)
                _open.Remove(sessionId);
    }

    private sealed class Entry(SessionStreams all, Guid sessionId, CancellationTokenSource stream) : IDisposable
    {
        public void Dispose() => all.Remove(sessionId, stream);
    }
}
