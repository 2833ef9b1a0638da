namespace SeoRankGenius.Credits.Billing.Reconciliation;

/// <summary>The result of a reconciliation pass.</summary>
/// <param name="At">When it ended. UTC.</param>
/// <param name="Items">Items read back or processed, and items and steps that failed.</param>
public sealed record PassResult(DateTime At, ItemCount Items);

/// <summary>
/// Runs every step of reconciliation. A failing item or step is logged and counted, does not block the others, and is
/// retried by the next pass. Any number of instances may run it at once.
/// </summary>
public sealed class ReconciliationRunner(
    OpenPurchases purchases,
    MissedEvents events,
    OpenSubscriptions subscriptions,
    DailyReconciliation daily,
    TimeProvider time,
    CreditsMetrics metrics,
    ILogger<ReconciliationRunner> log)
{
    /// <summary>The last pass of this instance; null before the first.</summary>
    public PassResult? Last { get; private set; }

    /// <summary>One pass over everything older than <paramref name="patience"/>. May be repeated.</summary>
    public async Task<PassResult> RunAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var items = await StepAsync("open purchases", () => purchases.ReconcileAsync(patience, cancellation))
            + await StepAsync("missed events", () => events.ReconcileAsync(patience, cancellation))
            + await StepAsync("open subscriptions", () => subscriptions.ReconcileAsync(patience, cancellation))
            + await StepAsync("the daily report", () => daily.ReconcileAsync(cancellation));
        metrics.Reconciled(items.Done, items.Failed);
        log.LogUnavailable("Reconciliation", items);
        if (items.Done + items.Failed > 0)
            log.LogInformation("Reconciliation: {Done} items done, {Failed} failed", items.Done, items.Failed);
        return Last = new PassResult(time.GetUtcNow().UtcDateTime, items);

        async Task<ItemCount> StepAsync(string name, Func<Task<ItemCount>> step)
        {
            try
            {
                return await step();
            }
            catch (DependencyUnavailable fault) when (fault.InnerException is not HttpRequestException
            {
                StatusCode: not null,
            })
            {
                return new ItemCount(0, 1) { Unavailable = fault.Message };
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                log.LogError(fault, "Reconciliation of {Step} failed and is retried: {Fault}", name, fault.Message);
                return new ItemCount(0, 1);
            }
        }
    }
}
