using SeoRankGenius.Credits.Data.Leasing;
using SeoRankGenius.Credits.Web.Live;

namespace SeoRankGenius.Credits.Web.Background;

/// <summary>Registers the background passes.</summary>
internal static class BackgroundSetup
{
    public static IServiceCollection AddBackground(this IServiceCollection services) => services
        .AddSharedPass<HoldExpiryPass>().AddSharedPass<AutoTopUpPass>().AddSharedPass<LowBalancePass>()
        .AddSharedPass<OutboxPass>().AddSharedPass<ReconciliationPass>().AddSharedPass<LedgerCheckPass>()
        .AddSharedPass<RetentionPass>().AddSharedPass<TestCreditsPass>().AddSharedPass<WebhookPass>()
        .AddPass<TabWatch>().AddPass<StatusMetricsPass>();

    // An embedded database has one instance.
    private static IServiceCollection AddSharedPass<T>(this IServiceCollection services)
        where T : RecurringPass => services.AddPass<T>(
            (provider, pass) => pass.Leases = provider.GetRequiredService<DatabaseOptions>().IsEmbedded
                ? null
                : provider.GetRequiredService<PassLeases>());

    // Also by their own type: tests run single passes, and the live streams use TabWatch.
    private static IServiceCollection AddPass<T>(
        this IServiceCollection services, Action<IServiceProvider, T>? prepare = null)
        where T : RecurringPass => services
        .AddSingleton<T>().AddHostedService(provider =>
        {
            var pass = provider.GetRequiredService<T>();
            pass.Metrics = provider.GetRequiredService<CreditsMetrics>();
            prepare?.Invoke(provider, pass);
            return pass;
        });
}
