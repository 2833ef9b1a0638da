using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Billing;

/// <summary>Registers the module's operations.</summary>
public static class BillingServices
{
    public static IServiceCollection AddBilling(this IServiceCollection services)
    {
        // Stripe.net's time-out of 80 seconds is longer than a person waits for a page. Connections are renewed, so
        // that a change of Stripe's DNS records is noticed.
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<StripeGateway>(
            provider,
            new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
            {
                Timeout = TimeSpan.FromSeconds(15),
            }));
        services.AddSingleton<StripeSetup>();
        services.AddSingleton<CheckoutSessions>().AddSingleton<StripeCustomers>().AddSingleton<OffSessionPayments>();
        services.AddSingleton<PlanPrices>().AddSingleton<BillingPortal>().AddSingleton<ReceiptLinks>();
        services.AddSingleton<DashboardLinks>().AddSingleton<StripeSubscriptions>();

        services.AddSingleton<EventProcessor>().AddSingleton<CheckoutEvents>().AddSingleton<PaymentIntentEvents>();
        services.AddSingleton<SubscriptionEvents>().AddSingleton<RefundEvents>().AddSingleton<DisputeEvents>();

        services.AddSingleton<OpenCheckout>().AddSingleton<BuyCredits>().AddSingleton<Fulfillment>();
        services.AddScoped<PurchaseQueries>().AddScoped<CheckoutReturn>();
        services.AddSingleton<StartSubscription>().AddSingleton<SubscriptionSync>().AddSingleton<IncludedCredits>();
        services.AddSingleton<PlanQueries>().AddSingleton<SubscriptionReturn>();
        services.AddSingleton<AutoTopUpSetup>().AddSingleton<CardActivation>().AddSingleton<AutoTopUpRunner>();
        services.AddSingleton<ReturnedMoneyStops>().AddSingleton<WithdrawnConsents>();
        services.AddSingleton<BillingRightLost>(provider => provider.GetRequiredService<WithdrawnConsents>().StopAsync);
        services.AddSingleton<IssueRefund>().AddSingleton<RefundSync>().AddSingleton<CreditClawback>();
        services.AddSingleton<CreditsReturned>(provider => provider.GetRequiredService<CreditClawback>().CollectAsync);
        services.AddSingleton<PlanInvoices>();

        services.AddSingleton<MoneyMails>();
        services.AddSingleton<OpenPurchases>().AddSingleton<MissedEvents>().AddSingleton<OpenSubscriptions>();
        return services.AddSingleton<ReturnedMoneyComparison>().AddSingleton<DailyReconciliation>()
            .AddSingleton<ReconciliationRunner>();
    }
}
