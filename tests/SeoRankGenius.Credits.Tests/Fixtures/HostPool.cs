using System.Collections.Concurrent;

namespace SeoRankGenius.Credits.Tests.Fixtures;

/// <summary>Something slow to start that one test after another uses.</summary>
public interface IReusable : IAsyncDisposable
{
    /// <summary>Sets everything back to how it was started; false when it has to be started anew.</summary>
    Task<bool> ResetAsync();
}

/// <summary>
/// Apps or worlds between two tests. A test has one to itself, with everything in it as after its start; starting one
/// for each test took half of the suite's time.
/// </summary>
public sealed class HostPool<T>
    where T : IReusable
{
    private readonly ConcurrentDictionary<string, ConcurrentStack<T>> _idle = [];

    /// <summary>An idle host that was started with the same settings, or a new one.</summary>
    public async Task<T> TakeAsync(string settings, Func<Task<T>> start) =>
        _idle.TryGetValue(settings, out var idle) && idle.TryPop(out var host) ? host : await start();

    public async Task ReturnAsync(string settings, T host)
    {
        var isReset = false;
        try
        {
            isReset = await host.ResetAsync();
        }
        finally
        {
            if (isReset)
                _idle.GetOrAdd(settings, _ => []).Push(host);
            else
                await host.DisposeAsync();
        }
    }
}
