using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Subscriptions;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>Links to Stripe's dashboard, or to the page of an emulator.</summary>
public sealed class DashboardLinks(StripeOptions settings)
{
    /// <summary>The payment, else the checkout session; null when the purchase has neither.</summary>
    public string? Address(Purchase purchase) => purchase switch
    {
        { StripePaymentIntentId: { } payment } => Address("payments", payment),
        { StripeSessionId: { } session } => Address("checkout/sessions", session),
        _ => null,
    };

    public string Address(Subscription subscription) => OfSubscription(subscription.Id);

    /// <summary>A subscription by Stripe's id.</summary>
    public string OfSubscription(string id) => Address("subscriptions", id);

    public string Address(PlanInvoice invoice) => Address("invoices", invoice.Id);

    public string Address(Dispute dispute) => Address("disputes", dispute.Id);

    private string Address(string section, string id) => settings.IsStripeItself
        ? $"https://dashboard.stripe.com{(settings.IsLive ? "" : "/test")}/{section}/{id}"
        : $"{settings.ApiBase}/#{id}";
}
