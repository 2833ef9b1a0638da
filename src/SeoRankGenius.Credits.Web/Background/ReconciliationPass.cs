using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Billing.Stripe;

namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Finds every few minutes what no webhook told, and proves each day once. Any number of instances may do so at once;
/// what one could not do, after a fault or a crash, the next pass of any of them does.
/// </summary>
public sealed class ReconciliationPass(
    MissedEvents sweeping, OpenSubscriptions plans, DailyReconciliation proving, StripeOptions stripe,
        TimeProvider time,
    ILogger<ReconciliationPass> log) : BackgroundService
{
    // Between two passes, and how long a webhook is given before the sweep asks.
    private readonly TimeSpan _pause = TimeSpan.FromSeconds(stripe.SweepSeconds);

    /// <summary>One pass. A fault is logged, not thrown.</summary>
    public async Task PassAsync(CancellationToken stopping)
    {
        try
        {
            await sweeping.SweepAsync(_pause, stopping);
            await plans.SweepAsync(_pause, stopping);
            await proving.ProveAsync(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogError(fault, "What Stripe knows waits for the next pass: {Fault}", fault.Message);
        }
    }

    // The first pass waits: what is open at the start is as old as the last stop, and webhooks come first.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (stripe.SecretKey is null)
            return;
        using var timer = new PeriodicTimer(_pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await PassAsync(stoppingToken);
    }
}
