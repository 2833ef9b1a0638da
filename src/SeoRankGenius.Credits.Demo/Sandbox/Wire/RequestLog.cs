namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>The last requests under /v1, in memory only.</summary>
internal sealed class RequestLog
{
    private const int Kept = 10_000;

    private readonly Lock gate = new();
    private readonly Queue<SandboxRequest> requests = new();

    public IReadOnlyList<SandboxRequest> All
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    public void Add(SandboxRequest request)
    {
        lock (gate)
        {
            requests.Enqueue(request);
            if (requests.Count > Kept)
                requests.Dequeue();
        }
    }
}
