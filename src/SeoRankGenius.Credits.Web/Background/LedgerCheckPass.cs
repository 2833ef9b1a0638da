using SeoRankGenius.Credits.BackOffice.Dashboard;

namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Adds the ledger up a few times a day. Of several instances, whoever comes first does; the others see that it was
/// done.
/// </summary>
public sealed class LedgerCheckPass(LedgerCheckRunner checking, TimeProvider time, ILogger<LedgerCheckPass> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10), Between = TimeSpan.FromHours(6);

    /// <summary>One pass. A fault is logged, not thrown.</summary>
    public async Task PassAsync(CancellationToken stopping)
    {
        try
        {
            if (await checking.LastAsync(stopping) is { } last && time.GetUtcNow().UtcDateTime - last.At < Between)
                return;
            var check = await checking.CheckAsync(stopping);
            if (check.Discrepancies > 0)
                log.LogCritical("The ledger does not add up: {Count}, {First}", check.Discrepancies, check.First);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogError(fault, "The ledger's check waits for the next pass: {Fault}", fault.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await PassAsync(stoppingToken);
    }
}
