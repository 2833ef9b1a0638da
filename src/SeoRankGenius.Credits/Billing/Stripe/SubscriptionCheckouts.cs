using SeoRankGenius.Credits.Billing.Subscriptions;
using Stripe;
using Stripe.Checkout;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>Makes Stripe's Checkout Sessions for plans. They are read as all others are.</summary>
public sealed class SubscriptionCheckouts(StripeOptions settings, StripeGateway stripe)
{
    /// <summary>What a subscription of ours says in its metadata: whose it is, what it was ordered by and as.</summary>
    internal const string License = "license", Order = "order", PlanCode = "plan";

    /// <summary>
    /// Creates the session of an order, or gets the one made before: the order's id is the idempotency key. Throws
    /// <see cref="DependencyUnavailable"/> when Stripe can't be reached, <see cref="Refusal"/>
    /// (<see cref="RefusalCode.CheckoutRefused"/>) when Stripe says no.
    /// </summary>
    internal Task<Session> CreateAsync(
        SubscriptionOrder order, string customerId, ReturnUrls urls, CancellationToken cancellation) =>
        stripe.AskAsync(
            client => new SessionService(client).CreateAsync(
                Options(order, customerId, urls),
                new RequestOptions { IdempotencyKey = order.Id.ToString("D") },
                cancellation),
            "Stripe did not accept this checkout.");

    /// <summary>
    /// Closes a session that another one takes the place of. False when it is no longer open: then it may be paid.
    /// Throws <see cref="DependencyUnavailable"/> when Stripe can't be reached.
    /// </summary>
    internal async Task<bool> CloseAsync(string sessionId, CancellationToken cancellation)
    {
        try
        {
            await stripe.AskAsync(
                client => new SessionService(client).ExpireAsync(sessionId, cancellationToken: cancellation),
                "Stripe did not close the checkout.");
            return true;
        }
        catch (Refusal)
        {
            return false;
        }
    }

    private SessionCreateOptions Options(SubscriptionOrder order, string customerId, ReturnUrls urls)
    {
        var metadata = new Dictionary<string, string>
        {
            [License] = order.LicenseId.ToString("D"),
            [Order] = order.Id.ToString("D"),
            [PlanCode] = order.Plan,
        };
        var options = new SessionCreateOptions
        {
            Mode = "subscription",
            ClientReferenceId = order.Id.ToString("D"),
            Customer = customerId,
            SuccessUrl = urls.Success,
            CancelUrl = urls.Cancel,
            ExpiresAt = order.ExpiresAt,
            Metadata = metadata,
            SubscriptionData = new() { Metadata = metadata },
            LineItems = [new() { Price = order.StripePriceId, Quantity = 1 }],
        };
        if (order.TrialDays > 0)
            options.SubscriptionData.TrialPeriodDays = order.TrialDays;
        if (settings.PromotionCodes)
            options.AllowPromotionCodes = true;
        if (settings.AutomaticTax)
        {
            options.AutomaticTax = new() { Enabled = true };
            // The tax goes by the address that is given there, which the customer then has.
            options.CustomerUpdate = new() { Address = "auto" };
        }

        return options;
    }
}
