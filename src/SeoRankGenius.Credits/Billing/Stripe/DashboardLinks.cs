namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>Links to payments in Stripe's dashboard, or on the page of an emulator.</summary>
public sealed class DashboardLinks(StripeOptions settings)
{
    /// <summary>The payment, else the checkout session; null when the purchase has neither.</summary>
    public string? Address(Purchase purchase)
    {
        var id = purchase.StripePaymentIntentId ?? purchase.StripeSessionId;
        if (id is null || !settings.IsStripeItself)
            return id is null ? null : settings.ApiBase + "/#" + id;

        var mode = settings.IsLive ? "" : "/test";
        return purchase.StripePaymentIntentId is { } payment
            ? $"https://dashboard.stripe.com{mode}/payments/{payment}"
            : $"https://dashboard.stripe.com{mode}/checkout/sessions/{id}";
    }
}
