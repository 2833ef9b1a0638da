namespace SeoRankGenius.Credits.Demo.Sandbox;

/// <summary>A fault of a request under <c>/v1</c>.</summary>
public sealed record Fault
{
    private Fault() { }

    /// <summary>The connection is closed without an answer; nothing was done.</summary>
    public static Fault Unreachable { get; } = new() { Before = true };

    /// <summary>The request is carried out, then the connection is closed without an answer.</summary>
    public static Fault AnswerLost { get; } = new() { After = true };

    /// <summary>
    /// Refused before execution: nothing is stored, so the same idempotency key may succeed next time (Stripe's rate
    /// limit, or a 500 or 503 of its load balancer).
    /// </summary>
    public static Fault Refuse(int status) => new() { Status = status };

    /// <summary>
    /// Fails during execution: the answer is stored under the idempotency key for 24 hours, as Stripe stores its 402s
    /// and 500s, so repeating the key repeats the failure.
    /// </summary>
    public static Fault Fail(int status) => new() { Status = status, Remembered = true };

    /// <summary>Carried out after <paramref name="delay"/>; its idempotency key is in use meanwhile.</summary>
    public static Fault Slow(TimeSpan delay) => new() { Delay = delay };

    internal bool Before { get; private init; }
    internal bool After { get; private init; }
    internal bool Remembered { get; private init; }
    internal int? Status { get; private init; }
    internal TimeSpan Delay { get; private init; }
}

/// <summary>The faults of the next requests. Safe to use from any thread.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<(Fault Fault, string? Path, bool IsPost, bool IsLasting)> rules = [];

    /// <summary>The next <paramref name="times"/> requests meet this fault, after those named before.</summary>
    public void Next(Fault fault, int times = 1)
    {
        for (var i = 0; i < times; i++)
            Add((fault, null, false, false));
    }

    /// <summary>The next request that posts to this path meets this fault, before all others.</summary>
    public void NextAt(string path, Fault fault) => Add((fault, path, true, false));

    /// <summary>Every request after those of <see cref="Next"/> meets this fault, until <see cref="Clear"/>.</summary>
    public void Always(Fault fault) => Add((fault, null, false, true));

    /// <summary>Every request to this path gets this fault until <see cref="Clear"/>.</summary>
    public void AlwaysAt(string path, Fault fault) => Add((fault, path, false, true));

    /// <summary>The most objects on a page of a list, whatever limit a request names.</summary>
    public int LargestPage { get; set; } = 100;

    /// <summary>Removes all faults.</summary>
    public void Clear()
    {
        LargestPage = 100;
        lock (gate)
            rules.Clear();
    }

    // Rules of a path come before the others, single faults before lasting ones.
    internal Fault? Take(string method, string path)
    {
        lock (gate)
        {
            var found = rules.Where(rule => rule.Path is null || rule.Path == path)
                .Where(rule => !rule.IsPost || method == "POST")
                .OrderBy(rule => (rule.Path is null, rule.IsLasting))
                .FirstOrDefault();
            if (!found.IsLasting)
                rules.Remove(found);
            return found.Fault;
        }
    }

    private void Add((Fault Fault, string? Path, bool IsPost, bool IsLasting) rule)
    {
        lock (gate)
        {
            rules.RemoveAll(other => rule.IsLasting && other.IsLasting && other.Path == rule.Path);
            rules.Add(rule);
        }
    }
}
