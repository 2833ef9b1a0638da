using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Licensing.Claims;
using SeoRankGenius.Credits.Licensing.TestSites;
using SeoRankGenius.Credits.Notifications;
using SeoRankGenius.Credits.Privacy;
using SeoRankGenius.Credits.Usage;
using SeoRankGenius.Credits.Usage.Reporting;
using SeoRankGenius.Credits.Usage.Transactions;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits;

/// <summary>
/// Registers the operations of the small modules. The larger modules have their own registration class.
/// </summary>
public static class Modules
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddSingleton<CreditLedger>().AddSingleton<Granting>().AddSingleton<Adjusting>().AddSingleton<PoolFeed>();

    public static IServiceCollection AddLicensing(this IServiceCollection services) => services
        .AddSingleton<LicenseIssuance>().AddSingleton<TestCredits>()
        .AddSingleton<SiteActivation>().AddSingleton<ActivationCounts>()
        .AddSingleton<OwnerSites>().AddSingleton<RemovedSites>()
        .AddSingleton<SiteTokens>().AddSingleton<SiteAccounts>().AddSingleton<LaunchLinks>();

    public static IServiceCollection AddUsage(this IServiceCollection services) => services
        .AddSingleton<Spending>().AddSingleton<GivingBack>().AddSingleton<Holding>().AddSingleton<Estimating>()
        .AddSingleton<ReturnedCredits>().AddSingleton<SiteSettings>().AddSingleton<SiteTransactions>()
        .AddSingleton<ActivityQueries>().AddSingleton<SiteQueries>().AddSingleton<StatementQueries>();

    public static IServiceCollection AddMailing(this IServiceCollection services) => services.AddSingleton<Outbox>();

    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton<LowBalanceAlerts>().AddSingleton<LowBalanceMails>().AddSingleton<AutoTopUpMails>();

    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton<WebhookEndpoints>().AddSingleton<WebhookSecrets>().AddSingleton<WebhookConnections>()
        .AddSingleton<WebhookSender>();

    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<Retention>().AddSingleton<AccountExport>().AddSingleton<AccountErasure>();
}
