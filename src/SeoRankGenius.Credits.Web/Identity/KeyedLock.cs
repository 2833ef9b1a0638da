namespace SeoRankGenius.Credits.Web.Identity;

/// <summary>Lets those who come for the same thing in, one after the other. Per process, and fair to no one.</summary>
public sealed class KeyedLock : IDisposable
{
    // A few share a gate by chance, and wait for each other needlessly; what exists and what does not waits alike.
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the turn, which ends when it is disposed.</summary>
    public async Task<IDisposable> TakeAsync(string what, CancellationToken cancellation)
    {
        var gate = _gates[(uint)StringComparer.Ordinal.GetHashCode(what) % _gates.Length];
        await gate.WaitAsync(cancellation);
        return new Turn(gate);
    }

    public void Dispose() => Array.ForEach(_gates, gate => gate.Dispose());

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
