using SeoRankGenius.Credits.Web.Background;

namespace SeoRankGenius.Credits.Web.Live;

/// <summary>
/// Tells the open tabs of this process what to do. Pools that moved, by any process, are read in one query per period.
/// Every 15 seconds each tab's session and site are checked, together with those of the other tabs that are due. A
/// tab itself reads nothing until it is told. Nothing is read while no tab is open.
/// </summary>
public sealed class TabWatch(
    PoolFeed feed, UserSessions sessions, Reader reader, TimeProvider time, ILogger<TabWatch> log)
    : RecurringPass(Period, time, log)
{
    /// <summary>Two periods and a read take less than the second that an open tab may lag behind.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(400);

    /// <summary>As many tabs as one browser shows at a time, and what one process serves.</summary>
    public const int MostOfOneSession = 10, MostOfAll = 20_000;

    // A keep-alive lets both ends detect a lost connection. The next stream uses the browser's current session.
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(15), Longest = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<OpenTab>> _byPool = [], _bySession = [];

    // All wait equally long, so they are due in the order in which they were checked.
    private readonly Queue<OpenTab> _due = [];

    // Checked by the next pass, before those that wait.
    private readonly List<OpenTab> _new = [];

    private int _open;

    private DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <summary>Whether a session, or all sessions of this process, may open one more stream.</summary>
    public bool MayOpen(Guid sessionId)
    {
        lock (_lock)
            return _open < MostOfAll
                && (!_bySession.TryGetValue(sessionId, out var tabs) || tabs.Count < MostOfOneSession);
    }

    /// <summary>Ends the streams of a session in this process; other processes do within 15 seconds.</summary>
    public void End(Guid sessionId)
    {
        lock (_lock)
            if (_bySession.TryGetValue(sessionId, out var tabs))
                tabs.ForEach(tab => tab.Signal(TabSignal.Over));
    }

    /// <summary>Ends all streams: the app stops.</summary>
    internal void EndAll()
    {
        lock (_lock)
            foreach (var tab in _bySession.Values.SelectMany(tabs => tabs))
                tab.Signal(TabSignal.Over);
    }

    /// <summary>Registers an open stream. From now on it receives a signal for each change.</summary>
    public OpenTab Open(Guid sessionId, Guid siteId, Guid licenseId)
    {
        var tab = new OpenTab(this, sessionId, siteId, licenseId) { OpenedAt = Now };
        lock (_lock)
        {
            _open++;
            Add(_bySession, sessionId, tab);
            Add(_byPool, siteId, tab);
            Add(_byPool, licenseId, tab);
            _new.Add(tab);
        }

        return tab;
    }

    internal void Close(OpenTab tab)
    {
        lock (_lock)
        {
            _open--;
            Remove(_bySession, tab.SessionId, tab);
            Remove(_byPool, tab.SiteId, tab);
            Remove(_byPool, tab.LicenseId, tab);
        }
    }

    protected override async Task RunAsync(CancellationToken stopping)
    {
        if (Volatile.Read(ref _open) == 0)
        {
            feed.Reset();
            return;
        }

        SignalMoved(await feed.ReadAsync());
        if (TakeDue() is [_, ..] due)
            await CheckAsync(due);
    }

    private void SignalMoved(IReadOnlyDictionary<Guid, long> moves)
    {
        lock (_lock)
            foreach (var (poolId, sequence) in moves)
                foreach (var tab in _byPool.GetValueOrDefault(poolId, []))
                    if (tab.Mark?.With(poolId, sequence) is { } moved && moved != tab.Mark)
                    {
                        tab.Mark = moved;
                        tab.Signal(TabSignal.Changed);
                    }
    }

    private List<OpenTab> TakeDue()
    {
        var (due, now) = (new List<OpenTab>(), Now);
        lock (_lock)
        {
            due.AddRange(_new.Where(tab => !tab.IsClosed));
            _new.Clear();
            while (_due.TryPeek(out var tab) && (tab.IsClosed || tab.DueAt <= now))
                if (!_due.Dequeue().IsClosed)
                    due.Add(tab);
        }

        return due;
    }

    private async Task CheckAsync(List<OpenTab> due)
    {
        var now = Now;
        try
        {
            var open = await sessions.OpenAmongAsync([.. due.Select(tab => tab.SessionId).Distinct()]);
            var marks = await TabMark.ReadAsync(reader, due.Select(tab => tab.SiteId), now);
            lock (_lock)
                foreach (var tab in due)
                    SignalOne(tab, open.Contains(tab.SessionId), marks.GetValueOrDefault(tab.SiteId), now);
        }
        finally
        {
            // Also after a failure, such as a database that is away.
            lock (_lock)
                foreach (var tab in due)
                {
                    tab.DueAt = now + CheckInterval;
                    _due.Enqueue(tab);
                }
        }
    }

    private static void SignalOne(OpenTab tab, bool isSessionOpen, TabMark? mark, DateTime now)
    {
        var signal = !isSessionOpen || now - tab.OpenedAt >= Longest ? TabSignal.Over
            : mark == tab.Mark ? TabSignal.KeepAlive
            : TabSignal.Changed;
        tab.Mark = mark;
        tab.Signal(signal);
    }

    private static void Add(Dictionary<Guid, List<OpenTab>> index, Guid id, OpenTab tab)
    {
        if (!index.TryGetValue(id, out var tabs))
            index[id] = tabs = [];
        tabs.Add(tab);
    }

    private static void Remove(Dictionary<Guid, List<OpenTab>> index, Guid id, OpenTab tab)
    {
        if (index.TryGetValue(id, out var tabs) && tabs.Remove(tab) && tabs.Count == 0)
            index.Remove(id);
    }
}
