using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Billing;
using SeoRankGenius.Credits.Ledger;

namespace SeoRankGenius.Credits.BackOffice;

/// <summary>The room's operations.</summary>
public static class Parts
{
    public static IServiceCollection AddBackOffice(this IServiceCollection services) => services
        .AddSingleton<Audit>().AddSingleton<Figures>()
        .AddSingleton<LicenseFiles>().AddSingleton<LicenseList>()
        .AddSingleton<EntryPages>().AddSingleton<BalanceHistory>().AddSingleton<Dashboard>()
        .AddSingleton<PurchaseFiles>().AddSingleton<PurchaseList>().AddSingleton<Resettling>()
        .AddSingleton<Searching>().AddSingleton<Attention>().AddSingleton<CheckingLedger>()
        .AddSingleton<Adjusting>().AddSingleton<Correcting>().AddSingleton<Approving>().AddSingleton<Approvals>()
        .AddSingleton<AuditTrail>().AddSingleton<LicenseKeeping>().AddSingleton<SiteKeeping>()
        .AddSingleton<DisputeFiles>().AddSingleton<MoneyBackFiles>().AddSingleton<Refunding>();
}
