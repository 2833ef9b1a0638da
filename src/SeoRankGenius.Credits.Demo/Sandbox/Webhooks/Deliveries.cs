using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;
using SeoRankGenius.Credits.Demo.Sandbox.Api;

namespace SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

/// <summary>
/// Sends events as Stripe does: at least once, side by side, in no certain order, until the app answers 2xx or three
/// days have passed. Its switches make happen what Stripe may do. Safe to use from any thread.
/// </summary>
public sealed class Deliveries : IAsyncDisposable
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(3);

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

    /// <summary>Holds everything that is not under way. False sends at once, side by side, whatever is due.</summary>
    public bool Paused
    {
        get => paused;
        set
        {
            paused = value;
            Pump();
        }
    }

    /// <summary>Every event from now on is sent two times, side by side.</summary>
    public bool DeliverTwice { get; set; }

    /// <summary>How long every event from now on waits before its first attempt.</summary>
    public TimeSpan DelayBy { get; set; }

    /// <summary>Events that no attempt has delivered: held, waiting for a retry, or given up. Oldest first.</summary>
    public IReadOnlyList<JsonObject> Undelivered => store.Read(state =>
        state.Events.Where(e => e.DeliveredAt is null).Select(EventJson.Of).ToList());

    private bool IsHolding => paused || sender.Url is null || stopping.IsCancellationRequested;

    /// <summary>
    /// Completes once nothing is queued, waits for a retry or is under way. What is held by <see cref="Paused"/>
    /// or for want of an address does not count.
    /// </summary>
    public Task IdleAsync(CancellationToken ct = default) => waiters.UntilAsync(() => store.Read(state =>
        state.Deliveries.TrueForAll(d => IsHolding && !d.IsUnderWay)), ct);

    /// <summary>Completes once every event had its first attempt and none is under way; retries may wait.</summary>
    public Task AttemptedAsync(CancellationToken ct = default) => waiters.UntilAsync(() => store.Read(state =>
        state.Deliveries.TrueForAll(d => !d.IsUnderWay && (IsHolding || d.Attempts > 0))), ct);

    /// <summary>
    /// Sends what is held, one after the other, each once the one before was answered; then things go on unpaused.
    /// Completes when the last was answered; what failed waits for its retry.
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
    /// Gives up on everything that waits, as Stripe does after three days: the events stay undelivered and are not sent
    /// by themselves again.
    /// </summary>
    public void GiveUp() => store.Change(state => state.Deliveries.RemoveAll(d => !d.IsUnderWay));

    /// <summary>
    /// Sends an event again, at once, <paramref name="times"/> times side by side, paused or not, delivered or not.
    /// Throws <see cref="KeyNotFoundException"/> for an event that is not there.
    /// </summary>
    public async Task<IReadOnlyList<WebhookAnswer>> RedeliverAsync(string eventId, int times = 1)
    {
        var body = Body(eventId);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, times).Select(_ => sender.PostAsync(body, null, stopping.Token)));
        store.Change(state =>
        {
            foreach (var answer in answers)
                Note(state, eventId, answer);
            if (answers.Any(a => a.IsDelivered))
                state.Deliveries.RemoveAll(d => d.EventId == eventId && !d.IsUnderWay);
        });
        return answers;
    }

    /// <summary>Ends what is under way; it stays undelivered and goes out again after a restart.</summary>
    public async ValueTask DisposeAsync()
    {
        store.Changed -= Pump;
        await stopping.CancelAsync();
        await timer.DisposeAsync();
        await waiters.UntilAsync(() => store.Read(state => state.Deliveries.TrueForAll(d => !d.IsUnderWay)), default);
        stopping.Dispose();
    }

    /// <summary>Call it under the store's lock.</summary>
    internal void Enqueue(SandboxState state, StripeEvent entry)
    {
        for (var i = 0; i < (DeliverTwice ? 2 : 1); i++)
            state.Deliveries.Add(new Delivery { EventId = entry.Id, DueAt = store.Now + DelayBy });
    }

    /// <summary>Starts what is due and sets the timer for what is not yet.</summary>
    internal void Pump()
    {
        if (!IsHolding)
        {
            var due = store.Read(state => Take(state.Deliveries.Where(d => !d.IsUnderWay && d.DueAt <= store.Now)));
            foreach (var delivery in due)
                _ = AttemptAsync(delivery);
            WakeForNext();
        }

        waiters.Look();
    }

    private static List<Delivery> Take(IEnumerable<Delivery> deliveries)
    {
        var taken = deliveries.ToList();
        taken.ForEach(d => d.IsUnderWay = true);
        return taken;
    }

    private void WakeForNext()
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
            store.Change(state => Settle(state, delivery, answer));
        }
        catch (OperationCanceledException)
        {
            store.Read(_ => delivery.IsUnderWay = false);
            waiters.Look();
        }
    }

    private void Settle(SandboxState state, Delivery delivery, WebhookAnswer answer)
    {
        var entry = Note(state, delivery.EventId, answer);
        delivery.IsUnderWay = false;
        delivery.Attempts++;
        if (answer.IsDelivered || store.Now - entry.CreatedAt > GivenUpAfter)
            state.Deliveries.Remove(delivery);
        var wait = firstRetry * Math.Pow(3, Math.Min(delivery.Attempts - 1, 20));
        delivery.DueAt = store.Now + (wait < LongestRetry ? wait : LongestRetry);
    }

    private StripeEvent Note(SandboxState state, string eventId, WebhookAnswer answer)
    {
        var entry = state.Events.First(e => e.Id == eventId);
        entry.Attempts++;
        entry.LastStatus = answer.Status;
        if (answer.IsDelivered)
            entry.DeliveredAt ??= store.Now;
        return entry;
    }

    private string Body(string eventId) => store.Read(state => state.Events.Find(e => e.Id == eventId) is { } entry
        ? EventJson.Of(entry).ToJsonString()
        : throw new KeyNotFoundException($"No event {eventId}."));
}
