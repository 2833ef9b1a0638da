using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>Calls that meet in the writer.</summary>
public static class Concurrently
{
    /// <summary>
    /// Holds the writer until every call waits in it, so that they share one group in the order given, then hands
    /// back the calls, finished or failed.
    /// </summary>
    public static async Task<Task[]> InOneGroupAsync(this World world, params Func<Task>[] calls)
    {
        await using var held = await world.HoldWriterAsync();
        var running = Array.ConvertAll(calls, call => call());
        await held.DisposeAsync();
        await Task.WhenAll(Array.ConvertAll(running, call => call.ContinueWith(_ => { }, TaskScheduler.Default)));
        return running;
    }

    /// <summary>Keeps the writer at work on nothing until the returned thing is disposed.</summary>
    public static async Task<IAsyncDisposable> HoldWriterAsync(this World world)
    {
        var (started, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        var holding = world.Writer.RunAsync(async _ =>
        {
            started.TrySetResult();
            await released.Task;
        });
        await await Task.WhenAny(started.Task, holding);
        return new HoldResult(released, holding);
    }

    /// <summary>Runs so many calls at once, each from a thread of its own choosing, and waits for all.</summary>
    public static Task<T[]> AtOnceAsync<T>(int callers, Func<int, Task<T>> call) =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => call(caller))));

    private sealed class HoldResult(TaskCompletionSource released, Task holding) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            released.TrySetResult();
            await holding;
        }
    }
}
