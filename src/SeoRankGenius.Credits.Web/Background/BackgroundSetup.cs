using SeoRankGenius.Credits.Web.Live;

namespace SeoRankGenius.Credits.Web.Background;

/// <summary>Registers the background passes.</summary>
internal static class BackgroundSetup
{
    public static IServiceCollection AddBackground(this IServiceCollection services) => services
        .AddPass<HoldExpiryPass>().AddPass<AutoTopUpPass>().AddPass<LowBalancePass>().AddPass<OutboxPass>()
        .AddPass<ReconciliationPass>().AddPass<LedgerCheckPass>().AddPass<PoolWatch>().AddPass<StatusMetricsPass>()
        .AddPass<RetentionPass>();

    // Also by their own type: tests run single passes, and the live streams use PoolWatch.
    private static IServiceCollection AddPass<T>(this IServiceCollection services)
        where T : RecurringPass => services
        .AddSingleton<T>().AddHostedService(provider => provider.GetRequiredService<T>());
}
