namespace SeoRankGenius.Credits.Billing;

/// <summary>How many items of a background pass were processed, and how many failed.</summary>
public readonly record struct ItemCount(int Done, int Failed)
{
    /// <summary>The sentence about Stripe or the database when one of them did not respond at all.</summary>
    internal string? Unavailable { get; init; }

    public static ItemCount operator +(ItemCount one, ItemCount other) =>
        new(one.Done + other.Done, one.Failed + other.Failed)
        {
            Unavailable = one.Unavailable ?? other.Unavailable,
        };
}

/// <summary>Runs the items of a background pass so that a failing one does not block the others.</summary>
internal static class IsolatedItems
{
    // Each further item would wait for its own time-out.
    private const int MostUnreachable = 3;

    /// <summary>
    /// Runs every item. A failing item is logged with its id and counted; the next pass retries it. After three
    /// consecutive items for which Stripe or the database did not respond at all, the rest is left to the next pass and
    /// counted as failed. The caller logs that once for its pass (<see cref="LogUnavailable"/>).
    /// </summary>
    public static async Task<ItemCount> ForEachAsync<T>(
        this ILogger log, IReadOnlyCollection<T> items, Func<T, object> id, Func<T, Task> run,
        ParallelOptions options)
    {
        var (failed, unreachable) = (0, 0);
        string? unavailable = null;
        await Parallel.ForEachAsync(items, options, async (item, stopping) =>
        {
            if (Volatile.Read(ref unreachable) >= MostUnreachable)
            {
                Interlocked.Increment(ref failed);
                return;
            }

            try
            {
                await run(item);
                Volatile.Write(ref unreachable, 0);
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                Interlocked.Increment(ref failed);
                var hasAnswer = fault is not DependencyUnavailable
                    || fault.InnerException is HttpRequestException { StatusCode: not null };
                if (!hasAnswer)
                {
                    Interlocked.Increment(ref unreachable);
                    unavailable = fault.Message;
                    return;
                }

                Volatile.Write(ref unreachable, 0);
                log.LogWarning(
                    fault is DependencyUnavailable ? null : fault,
                    "{Item} {Id} failed and is retried by the next pass: {Fault}",
                    typeof(T).Name, id(item), fault.Message);
            }
        });
        return new ItemCount(items.Count - failed, failed) { Unavailable = unavailable };
    }

    /// <summary>Runs every item, one after another; else as above.</summary>
    public static Task<ItemCount> ForEachAsync<T>(
        this ILogger log, IReadOnlyCollection<T> items, Func<T, object> id, Func<T, Task> run,
        CancellationToken cancellation) =>
        log.ForEachAsync(
            items, id, run, new ParallelOptions { MaxDegreeOfParallelism = 1, CancellationToken = cancellation });

    /// <summary>One line, without a stack trace, for a pass that could not do all its work.</summary>
    public static void LogUnavailable(this ILogger log, string pass, ItemCount count)
    {
        if (count.Unavailable is { } sentence)
            log.LogWarning("{Pass} waits for its next pass: {Fault}", pass, sentence);
    }
}
