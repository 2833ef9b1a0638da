using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.BackOffice.Dashboard;
using SeoRankGenius.Credits.BackOffice.Entries;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.BackOffice.Payments;

namespace SeoRankGenius.Credits.BackOffice;

/// <summary>Registers the module's operations.</summary>
public static class BackOfficeServices
{
    public static IServiceCollection AddBackOffice(this IServiceCollection services) => services
        .AddSingleton<AuditLog>().AddSingleton<DashboardFigures>()
        .AddSingleton<LicenseQueries>().AddSingleton<EntryQueries>().AddSingleton<BalanceHistory>()
        .AddSingleton<PaymentQueries>().AddSingleton<SubscriptionQueries>()
        .AddSingleton<ReapplyEvent>().AddSingleton<FlaggedEvents>()
        .AddSingleton<Search>().AddSingleton<NeedsAttention>().AddSingleton<ResolveAttention>()
        .AddSingleton<LedgerCheckRunner>()
        .AddSingleton<ApprovalLimits>().AddSingleton<AdjustBalance>()
        .AddSingleton<DecideApproval>().AddSingleton<ApprovalQueries>()
        .AddSingleton<AuditQueries>().AddSingleton<LicenseAdmin>().AddSingleton<SiteAdmin>()
        .AddSingleton<DisputeQueries>().AddSingleton<AdminRefunds>().AddSingleton<SecondSubscriptions>();
}
