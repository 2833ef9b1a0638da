using SeoRankGenius.Credits.Billing.Subscriptions;
using Stripe;
using Stripe.Checkout;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>Where Stripe redirects the buyer. Absolute; the first may contain <c>{CHECKOUT_SESSION_ID}</c>.</summary>
public sealed record ReturnUrls(string Success, string Cancel);

/// <summary>
/// Creates, reads and closes Checkout Sessions of purchases and of subscription orders. Throws <see
/// cref="DependencyUnavailable"/> when Stripe cannot be reached, <see cref="Refusal"/> (<see
/// cref="RefusalCode.CheckoutRefused"/>) when Stripe rejects the request.
/// </summary>
public sealed class CheckoutSessions(StripeOptions settings, StripeGateway stripe)
{
    /// <summary>Metadata of a subscription: its license, its order and the ordered plan.</summary>
    internal const string LicenseKey = "license", OrderKey = "order", PlanKey = "plan";

    /// <summary>Creates the session of a purchase. May be repeated: the purchase's id is the idempotency key.</summary>
    /// <param name="purchase">What is sold.</param>
    /// <param name="buyer">To whom.</param>
    /// <param name="customer">The license's customer; without one, the buyer's e-mail address is used.</param>
    /// <param name="urls">Where the buyer returns to.</param>
    /// <param name="cancellation">Stops waiting.</param>
    internal Task<Session> CreateAsync(
        Purchase purchase, Buyer buyer, RequestCustomer customer, ReturnUrls urls, CancellationToken cancellation) =>
        CreateAsync(purchase.Id, customer, Options(purchase, buyer, customer.Id, urls), cancellation);

    /// <summary>
    /// Creates the session of a subscription order. May be repeated: the order's id is the idempotency key.
    /// </summary>
    internal Task<Session> CreateAsync(
        SubscriptionOrder order, RequestCustomer customer, ReturnUrls urls, CancellationToken cancellation) =>
        CreateAsync(order.Id, customer, Options(order, customer.Id!, urls), cancellation);

    /// <summary>A session as it is now; null when our Stripe account has none with this id. May be repeated.</summary>
    internal Task<Session?> FindAsync(string sessionId, CancellationToken cancellation) =>
        stripe.FindAsync(client => new SessionService(client).GetAsync(
            sessionId, new SessionGetOptions { Expand = ["payment_intent"] }, cancellationToken: cancellation));

    /// <summary>The session of a purchase whose answer from Stripe was lost; null when Stripe has none.</summary>
    internal async Task<Session?> FindAsync(Purchase purchase, CancellationToken cancellation) =>
        (await stripe.ListAsync(client => new SessionService(client).ListAutoPagingAsync(
            new SessionListOptions { Created = StripeGateway.CreatedAround(purchase.CreatedAt), Limit = 100 },
            cancellationToken: cancellation)))
        .Find(session => session.ClientReferenceId == purchase.Id.ToString("D"));

    /// <summary>Closes a session. False when it is no longer open: then it may be paid.</summary>
    internal async Task<bool> ExpireAsync(string sessionId, CancellationToken cancellation)
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

    /// <summary><c>5,000 shared credits</c></summary>
    internal static string Name(Purchase purchase) =>
        FormattableString.Invariant($"{purchase.Credits:N0} {purchase.Pool.Code()} credits");

    /// <summary>The metadata of a purchase's session and payment.</summary>
    internal static Dictionary<string, string> Metadata(Purchase purchase, string domain) => new()
    {
        ["purchase_id"] = purchase.Id.ToString("D"),
        ["pack"] = purchase.Pack,
        ["pool"] = purchase.Pool.Code(),
        ["site"] = domain,
    };

    /// <summary>Was an object made by this app? Another shop may use the same Stripe account.</summary>
    internal static bool IsOurs(IReadOnlyDictionary<string, string>? metadata) =>
        metadata is not null && metadata.ContainsKey("purchase_id") && metadata.ContainsKey("pack")
        && metadata.ContainsKey("pool");

    // Stripe may keep its refusal of a deleted customer, so the request with another customer has another key.
    private Task<Session> CreateAsync(
        Guid id, RequestCustomer customer, SessionCreateOptions options, CancellationToken cancellation)
    {
        var key = id.ToString("D") + (customer.IsReplacement ? ":" + customer.Id : "");
        options.ClientReferenceId = id.ToString("D");
        if (settings.AutomaticTax)
            options.AutomaticTax = new() { Enabled = true };
        return stripe.AskAsync(
            client => new SessionService(client).CreateAsync(
                options, new RequestOptions { IdempotencyKey = key }, cancellation),
            "Stripe did not accept this checkout.");
    }

    private SessionCreateOptions Options(Purchase purchase, Buyer buyer, string? customerId, ReturnUrls urls)
    {
        var options = new SessionCreateOptions
        {
            Mode = "payment",
            Customer = customerId,
            CustomerEmail = customerId is null ? buyer.Email : null,
            SuccessUrl = urls.Success,
            CancelUrl = urls.Cancel,
            ExpiresAt = purchase.ExpiresAt,
            Metadata = Metadata(purchase, buyer.Domain),
            PaymentIntentData = new() { Metadata = Metadata(purchase, buyer.Domain), ReceiptEmail = buyer.Email },
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
        if (settings.Invoices)
            options.InvoiceCreation = new() { Enabled = true };
        return options;
    }

    private SessionCreateOptions Options(SubscriptionOrder order, string customerId, ReturnUrls urls)
    {
        var metadata = new Dictionary<string, string>
        {
            [LicenseKey] = order.LicenseId.ToString("D"),
            [OrderKey] = order.Id.ToString("D"),
            [PlanKey] = order.Plan,
        };
        return new SessionCreateOptions
        {
            Mode = "subscription",
            Customer = customerId,
            SuccessUrl = urls.Success,
            CancelUrl = urls.Cancel,
            ExpiresAt = order.ExpiresAt,
            Metadata = metadata,
            SubscriptionData = new()
            {
                Metadata = metadata, TrialPeriodDays = order.TrialDays > 0 ? order.TrialDays : null,
            },
            LineItems = [new() { Price = order.StripePriceId, Quantity = 1 }],
            AllowPromotionCodes = settings.PromotionCodes ? true : null,
            // Tax depends on the address entered there, which the customer then keeps.
            CustomerUpdate = settings.AutomaticTax ? new() { Address = "auto" } : null,
        };
    }

    private static SessionLineItemOptions LineItem(Purchase purchase, Buyer buyer) => new()
    {
        Quantity = 1,
        PriceData = new()
        {
            Currency = purchase.Currency,
            UnitAmount = purchase.PriceMinor,
            ProductData = new()
            {
                Name = Name(purchase),
                Description = purchase.Pool switch
                {
                    PoolKind.Shared => "AI credits for all websites of your license. They never expire.",
                    PoolKind.Domain => $"AI credits for {buyer.Domain}. They never expire.",
                },
            },
        },
    };
}
