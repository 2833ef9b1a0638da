namespace SeoRankGenius.Credits.Web.Live;

/// <summary>What an open tab's stream is told to do. A later one includes those before it.</summary>
public enum TabSignal
{
    None,

    /// <summary>Nothing changed: send a keep-alive.</summary>
    KeepAlive,

    /// <summary>Something changed: read the site again.</summary>
    Changed,

    /// <summary>The stream ends; a browser whose session is open opens the next one.</summary>
    Over,
}

/// <summary>The stream of one open tab, from its opening until it is disposed.</summary>
public sealed class OpenTab : IDisposable
{
    private readonly TabWatch _watch;
    private readonly Lock _lock = new();
    private TabSignal _pending;
    private TaskCompletionSource? _waiting;

    internal OpenTab(TabWatch watch, Guid sessionId, Guid siteId, Guid licenseId)
    {
        _watch = watch;
        (SessionId, SiteId, LicenseId) = (sessionId, siteId, licenseId);
    }

    internal Guid SessionId { get; }

    internal Guid SiteId { get; }

    internal Guid LicenseId { get; }

    /// <summary>UTC.</summary>
    internal DateTime OpenedAt { get; init; }

    /// <summary>When its session and site are checked next. UTC.</summary>
    internal DateTime DueAt { get; set; }

    /// <summary>Null before the first check, so that it reports what changed while the tab opened.</summary>
    internal TabMark? Mark { get; set; }

    internal bool IsClosed { get; private set; }

    /// <summary>The next signal; at once if there is one. <see cref="TabSignal.Over"/> when canceled.</summary>
    public async Task<TabSignal> NextAsync(CancellationToken aborted)
    {
        if (Take() is var signal and not TabSignal.None)
            return signal;
        try
        {
            await Waiting().WaitAsync(aborted);
            return Take();
        }
        catch (OperationCanceledException)
        {
            return TabSignal.Over;
        }
    }

    internal void Signal(TabSignal signal)
    {
        lock (_lock)
        {
            if (_pending < signal)
                _pending = signal;
            _waiting?.TrySetResult();
        }
    }

    public void Dispose()
    {
        IsClosed = true;
        _watch.Close(this);
    }

    private Task Waiting()
    {
        lock (_lock)
        {
            if (_pending != TabSignal.None)
                return Task.CompletedTask;
            // The stream continues on a thread of its own, not on the watch's.
            _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }

    private TabSignal Take()
    {
        lock (_lock)
        {
            var signal = _pending;
            // Nothing follows the end.
            _pending = signal == TabSignal.Over ? signal : TabSignal.None;
            _waiting = null;
            return signal;
        }
    }
}
