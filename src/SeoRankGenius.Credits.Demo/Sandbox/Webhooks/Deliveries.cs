namespace SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

/// <summary>
/// Delivers events as Stripe does: at least once, in parallel, in no guaranteed order, until the app answers 2xx or
/// three days have passed. Its properties provoke what Stripe may do. Safe to use from any thread.
/// </summary>
public sealed class Deliveries : IAsyncDisposable
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(3);

    private readonly Store store;
    private readonly WebhookSender sender;
    private readonly TimeSpan firstRetry;
    private readonly Waiters waiters = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly ITimer timer;
    private bool paused;

    internal Deliveries(Store store, WebhookSender sender, TimeSpan firstRetry)
    {
        this.store = store;
        this.sender = sender;
        this.firstRetry = firstRetry;
        timer = store.Time.CreateTimer(_ => Pump(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        store.Changed += Pump;
    }

    /// <summary>Holds all deliveries that are not under way. False sends what is due, in parallel.</summary>
    public bool Paused
    {
        get => paused;
        set
        {
            paused = value;
            Pump();
        }
    }

    /// <summary>Every new event is delivered twice, in parallel.</summary>
    public bool DeliverTwice { get; set; }

    /// <summary>The delay of every new event before its first attempt.</summary>
    public TimeSpan DelayBy { get; set; }

    /// <summary>Events that no attempt has delivered: held, waiting for a retry, or abandoned. Oldest first.</summary>
    public IReadOnlyList<JsonObject> Undelivered =>
        EventsApi.Resource.WriteAll(store, e => e.DeliveredAt is null);

    private bool IsHolding => paused || sender.Url is null || stopping.IsCancellationRequested;

    /// <summary>
    /// Completes once nothing is queued, waits for a retry or is under way. Deliveries that are held, by
    /// <see cref="Paused"/> or without an address, do not count.
    /// </summary>
    public Task IdleAsync(CancellationToken ct = default) => waiters.UntilAsync(() => store.Read(state =>
        state.Deliveries.TrueForAll(d => IsHolding && !d.IsUnderWay)), ct);

    /// <summary>Completes once every event had its first attempt and none is under way; retries may wait.</summary>
    public Task AttemptedAsync(CancellationToken ct = default) => waiters.UntilAsync(() => store.Read(state =>
        state.Deliveries.TrueForAll(d => !d.IsUnderWay && (IsHolding || d.Attempts > 0))), ct);

    /// <summary>
    /// Sends the held deliveries one by one, each after the answer to the previous one, then resumes. Completes with
    /// the last answer; failed deliveries wait for their retry.
    /// </summary>
    public async Task ReleaseAsync(bool newestFirst = false)
    {
        var held = store.Read(state => Take(state.Deliveries.Where(d => !d.IsUnderWay)));
        if (newestFirst)
            held.Reverse();
        Paused = false;
        foreach (var delivery in held)
            await AttemptAsync(delivery);
    }

    /// <summary>
    /// Abandons all waiting deliveries, as Stripe does after three days: the events stay undelivered.
    /// </summary>
    public void GiveUp() => store.Change(state => state.Deliveries.RemoveAll(d => !d.IsUnderWay));

    /// <summary>
    /// Carries out a change whose events are neither delivered nor listed, as while the endpoint was disabled.
    /// </summary>
    public void Lose(Action change)
    {
        var wasPaused = paused;
        Paused = true;
        var known = store.Read(state => state.Events.Count);
        change();
        store.Change(state =>
        {
            var lost = state.Events.Skip(known).Select(entry => entry.Id).ToHashSet();
            state.Deliveries.RemoveAll(delivery => lost.Contains(delivery.EventId));
            state.Events.RemoveAll(entry => lost.Contains(entry.Id));
        });
        Paused = wasPaused;
    }

    /// <summary>
    /// Delivers an event again now, <paramref name="times"/> times in parallel, even if paused or delivered.
    /// Throws <see cref="KeyNotFoundException"/> for an unknown event.
    /// </summary>
    public async Task<IReadOnlyList<WebhookAnswer>> RedeliverAsync(string eventId, int times = 1)
    {
        var body = Body(eventId);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, times).Select(_ => sender.PostAsync(body, null, stopping.Token)));
        store.Change(state =>
        {
            foreach (var answer in answers)
                RecordAnswer(state, eventId, answer);
            if (answers.Any(a => a.IsDelivered))
                state.Deliveries.RemoveAll(d => d.EventId == eventId && !d.IsUnderWay);
        });
        return answers;
    }

    /// <summary>Cancels deliveries that are under way; they are repeated after a restart.</summary>
    public async ValueTask DisposeAsync()
    {
        store.Changed -= Pump;
        await stopping.CancelAsync();
        await timer.DisposeAsync();
        await waiters.UntilAsync(() => store.Read(state => state.Deliveries.TrueForAll(d => !d.IsUnderWay)), default);
        stopping.Dispose();
    }

    /// <summary>Called under the store's lock.</summary>
    internal void Enqueue(SandboxState state, StripeEvent entry)
    {
        for (var i = 0; i < (DeliverTwice ? 2 : 1); i++)
            state.Deliveries.Add(new Delivery { EventId = entry.Id, DueAt = store.Now + DelayBy });
    }

    /// <summary>Starts the deliveries that are due and sets the timer for the next.</summary>
    internal void Pump()
    {
        if (!IsHolding)
        {
            var due = store.Read(state => Take(state.Deliveries.Where(d => !d.IsUnderWay && d.DueAt <= store.Now)));
            foreach (var delivery in due)
                _ = AttemptAsync(delivery);
            ScheduleNext();
        }

        waiters.Check();
    }

    private static List<Delivery> Take(IEnumerable<Delivery> deliveries)
    {
        var taken = deliveries.ToList();
        taken.ForEach(d => d.IsUnderWay = true);
        return taken;
    }

    private void ScheduleNext()
    {
        var next = store.Read(state => state.Deliveries.Where(d => !d.IsUnderWay).Min(d => (DateTimeOffset?)d.DueAt));
        if (next is { } at)
            timer.Change(at > store.Now ? at - store.Now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private async Task AttemptAsync(Delivery delivery)
    {
        try
        {
            var answer = await sender.PostAsync(Body(delivery.EventId), null, stopping.Token);
            store.Change(state => Record(state, delivery, answer));
        }
        catch (OperationCanceledException)
        {
            store.Read(_ => delivery.IsUnderWay = false);
            waiters.Check();
        }
    }

    private void Record(SandboxState state, Delivery delivery, WebhookAnswer answer)
    {
        var entry = RecordAnswer(state, delivery.EventId, answer);
        delivery.IsUnderWay = false;
        delivery.Attempts++;
        if (answer.IsDelivered || store.Now - entry.CreatedAt > AbandonedAfter)
            state.Deliveries.Remove(delivery);
        var wait = firstRetry * Math.Pow(3, Math.Min(delivery.Attempts - 1, 20));
        delivery.DueAt = store.Now + (wait < LongestRetry ? wait : LongestRetry);
    }

    private StripeEvent RecordAnswer(SandboxState state, string eventId, WebhookAnswer answer)
    {
        var entry = state.Events.First(e => e.Id == eventId);
        entry.Attempts++;
        entry.LastStatus = answer.Status;
        if (answer.IsDelivered)
            entry.DeliveredAt ??= store.Now;
        return entry;
    }

    private string Body(string eventId) => store.Read(state => state.Events.Find(e => e.Id == eventId) is { } entry
        ? EventsApi.Write(entry).ToJsonString()
        : throw new KeyNotFoundException($"No event {eventId}."));
}
