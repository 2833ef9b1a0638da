namespace SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

/// <summary>Those who wait for a condition that is looked at after each change.</summary>
internal sealed class Waiters
{
    private readonly Lock gate = new();
    private readonly List<(Func<bool> Condition, TaskCompletionSource Reached)> waiting = [];

    public async Task UntilAsync(Func<bool> condition, CancellationToken ct)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            waiting.Add((condition, reached));
        Look();
        await reached.Task.WaitAsync(ct);
    }

    public void Look()
    {
        lock (gate)
            waiting.RemoveAll(w => w.Reached.Task.IsCompleted || (w.Condition() && w.Reached.TrySetResult()));
    }
}
