using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Gives back holds whose time is over, every few seconds. Any number of instances may do so at once; what one could
/// not do, after a fault or a crash, the next pass of any of them does.
/// </summary>
public sealed class HoldExpiryPass(
    Holding holding, IServiceScopeFactory scopes, TimeProvider time, ILogger<HoldExpiryPass> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>One pass. A fault is logged, not thrown.</summary>
    public async Task PassAsync(CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
            while (await holding.ExpireAsync(db, stopping) >= Holding.ExpiredAtOnce)
                stopping.ThrowIfCancellationRequested();
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogError(fault, "Holds whose time is over wait for the next pass: {Fault}", fault.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
            await PassAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
