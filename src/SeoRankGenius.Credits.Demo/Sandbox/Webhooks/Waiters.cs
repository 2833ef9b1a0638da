namespace SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

/// <summary>Tasks that complete when a condition holds; conditions are checked after each change.</summary>
internal sealed class Waiters
{
    private readonly Lock gate = new();
    private readonly List<(Func<bool> Condition, TaskCompletionSource Reached)> waiting = [];

    public async Task UntilAsync(Func<bool> condition, CancellationToken ct)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            waiting.Add((condition, reached));
        Check();
        await reached.Task.WaitAsync(ct);
    }

    public void Check()
    {
        lock (gate)
            waiting.RemoveAll(w => w.Reached.Task.IsCompleted || (w.Condition() && w.Reached.TrySetResult()));
    }
}
