namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>Serializes callers by key. In-process; no ordering guarantee.</summary>
public sealed class KeyedLock : IDisposable
{
    // Keys share 256 semaphores, so the time of a wait does not reveal whether an account exists.
    private readonly SemaphoreSlim[] _semaphores = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the lock, which is held until the result is disposed.</summary>
    public async Task<IDisposable> AcquireAsync(string key, CancellationToken cancellation)
    {
        var semaphore = _semaphores[(uint)StringComparer.Ordinal.GetHashCode(key) % _semaphores.Length];
        await semaphore.WaitAsync(cancellation);
        return new Holder(semaphore);
    }

    public void Dispose() => Array.ForEach(_semaphores, semaphore => semaphore.Dispose());

    private sealed class Holder(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
