using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Ledger;
using Stripe;
using Stripe.Checkout;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>Where Stripe sends the buyer back. Absolute; the first may hold <c>{CHECKOUT_SESSION_ID}</c>.</summary>
public sealed record ReturnUrls(string Success, string Cancel);

/// <summary>Makes and reads Checkout Sessions at Stripe.</summary>
public sealed class CheckoutSessions(StripeOptions settings, StripeGateway stripe)
{
    /// <summary>The types of events about sessions.</summary>
    internal static readonly IReadOnlySet<string> Types = new HashSet<string>
    {
        EventTypes.CheckoutSessionCompleted,
        EventTypes.CheckoutSessionAsyncPaymentSucceeded,
        EventTypes.CheckoutSessionAsyncPaymentFailed,
        EventTypes.CheckoutSessionExpired,
    };

    /// <summary>
    /// Creates the session of a purchase, or gets the one made before: the purchase's id is the idempotency key.
    /// Throws <see cref="DependencyUnavailable"/> when Stripe can't be reached, <see cref="Refusal"/>
    /// (<see cref="RefusalCode.CheckoutRefused"/>) when Stripe says no.
    /// </summary>
    /// <param name="purchase">What is sold.</param>
    /// <param name="buyer">To whom.</param>
    /// <param name="customerId">The license's customer; null asks by the buyer's e-mail address.</param>
    /// <param name="urls">Where they come back.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    internal Task<Session> CreateAsync(
        Purchase purchase, Buyer buyer, string? customerId, ReturnUrls urls, CancellationToken cancellation) =>
        stripe.AskAsync(
            client => new SessionService(client).CreateAsync(
                Options(purchase, buyer, customerId, urls),
                new RequestOptions { IdempotencyKey = purchase.Id.ToString("D") },
                cancellation),
            "Stripe did not accept this checkout.");

    /// <summary>
    /// Reads a session as it is now; null when our Stripe account has none with this id. Throws as
    /// <see cref="CreateAsync"/> does. May be repeated.
    /// </summary>
    internal Task<Session?> ReadAsync(string sessionId, CancellationToken cancellation) =>
        stripe.FindAsync(client => new SessionService(client).GetAsync(sessionId, cancellationToken: cancellation));

    private SessionCreateOptions Options(Purchase purchase, Buyer buyer, string? customerId, ReturnUrls urls)
    {
        var options = new SessionCreateOptions
        {
            Mode = "payment",
            ClientReferenceId = purchase.Id.ToString("D"),
            Customer = customerId,
            CustomerEmail = customerId is null ? buyer.Email : null,
            SuccessUrl = urls.Success,
            CancelUrl = urls.Cancel,
            ExpiresAt = purchase.ExpiresAt,
            Metadata = Metadata(purchase, buyer.Domain),
            PaymentIntentData = new() { Metadata = Metadata(purchase, buyer.Domain) },
            LineItems = [LineItem(purchase, buyer)],
        };
        if (purchase.Kind == PurchaseKind.SetUp)
        {
            // Cards only: they can be charged again. No promotion code: with nothing to pay, no card is saved.
            options.AllowedPaymentMethodTypes = ["card"];
            options.PaymentIntentData.SetupFutureUsage = "off_session";
        }
        else if (settings.PromotionCodes)
            options.AllowPromotionCodes = true;
        if (settings.AutomaticTax)
            options.AutomaticTax = new() { Enabled = true };
        if (settings.Invoices)
            options.InvoiceCreation = new() { Enabled = true };
        return options;
    }

    /// <summary><c>5,000 shared credits</c></summary>
    internal static string Name(Purchase purchase) => FormattableString.Invariant(
        $"{purchase.Credits:N0} {(purchase.Pool == PoolKind.Shared ? "shared" : "domain")} credits");

    /// <summary>What sessions and payments carry of their purchase.</summary>
    internal static Dictionary<string, string> Metadata(Purchase purchase, string domain) => new()
    {
        ["purchase_id"] = purchase.Id.ToString("D"),
        ["pack"] = purchase.Pack,
        ["pool"] = purchase.Pool == PoolKind.Shared ? "shared" : "domain",
        ["site"] = domain,
    };

    private static SessionLineItemOptions LineItem(Purchase purchase, Buyer buyer) => new()
    {
        Quantity = 1,
        PriceData = new()
        {
            Currency = purchase.Currency,
            UnitAmount = purchase.PriceCents,
            ProductData = new()
            {
                Name = Name(purchase),
                Description = purchase.Pool == PoolKind.Shared
                    ? "AI credits for all websites of your license. They never expire."
                    : $"AI credits for {buyer.Domain}. They never expire.",
            },
        },
    };
}
