using System.Net;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>Stripe's answer to the charge of a saved card.</summary>
/// <param name="Payment">The payment; null when Stripe created none.</param>
/// <param name="Problem">Why Stripe created none.</param>
internal sealed record ChargeResult(PaymentIntent? Payment, AutoTopUpProblem? Problem = null);

/// <summary>Who is charged.</summary>
/// <param name="CustomerId">Stripe's <c>cus_…</c>.</param>
/// <param name="Domain">The site's domain.</param>
/// <param name="Email">The owner's address, to which Stripe sends its receipt.</param>
internal sealed record ChargeDetails(string CustomerId, string Domain, string Email);

/// <summary>Charges saved cards off session, and reads such charges.</summary>
public sealed class OffSessionPayments(StripeGateway stripe, ILogger<OffSessionPayments> log)
{
    /// <summary>
    /// Charges the card of an automatic purchase. May be repeated: the purchase's id is the idempotency key, and Stripe
    /// repeats its first answer. A declined card is an answer. Throws <see cref="DependencyUnavailable"/> when Stripe
    /// cannot be reached and <see cref="Refusal"/> when it rejects our key: whether the card was charged is then
    /// unknown.
    /// </summary>
    internal Task<ChargeResult> ChargeAsync(
        Purchase purchase, ChargeDetails details, CancellationToken cancellation) =>
        stripe.AskAsync(
            async client =>
            {
                try
                {
                    return new ChargeResult(await new PaymentIntentService(client).CreateAsync(
                        Options(purchase, details),
                        new RequestOptions { IdempotencyKey = purchase.Id.ToString("D") },
                        cancellation));
                }
                catch (StripeException no) when (Read(no) is { } answer)
                {
                    log.LogWarning(
                        "Stripe answered {StatusCode} {Type} {Code} {DeclineCode} to the charge of {PurchaseId}",
                        (int)no.HttpStatusCode, no.StripeError?.Type, no.StripeError?.Code, no.StripeError?.DeclineCode,
                        purchase.Id);
                    return answer;
                }
            },
            "Stripe did not accept this charge.");

    /// <summary>A payment with the card that paid it; null when Stripe has none. Throws as above.</summary>
    internal Task<PaymentIntent?> FindAsync(string paymentIntentId, CancellationToken cancellation) =>
        stripe.FindAsync(client => new PaymentIntentService(client).GetAsync(
            paymentIntentId,
            new PaymentIntentGetOptions { Expand = ["payment_method"] },
            cancellationToken: cancellation));

    /// <summary>
    /// The charge of a purchase whose answer from Stripe was lost; null when Stripe has none. Throws as above.
    /// </summary>
    internal async Task<PaymentIntent?> FindAsync(
        Purchase purchase, string customerId, CancellationToken cancellation) =>
        (await stripe.ListAsync(client => new PaymentIntentService(client).ListAutoPagingAsync(
            new PaymentIntentListOptions
            {
                Customer = customerId,
                Created = new DateRangeOptions { GreaterThanOrEqual = purchase.CreatedAt.AddMinutes(-1) },
                Limit = 100,
            },
            cancellationToken: cancellation)))
        .Find(payment => payment.Metadata?.GetValueOrDefault("purchase_id") == purchase.Id.ToString("D"));

    // Declined, or there is no such card or customer. Any other error is transient or must be fixed by an operator.
    private static ChargeResult? Read(StripeException no) => no switch
    {
        { StripeError: { Type: "card_error" } error } => new ChargeResult(
            error.PaymentIntent, error.PaymentIntent is null ? AutoTopUpProblem.Declined : null),
        { HttpStatusCode: HttpStatusCode.BadRequest or HttpStatusCode.NotFound,
            StripeError.Param: "payment_method" or "customer" } => new ChargeResult(null, AutoTopUpProblem.CardGone),
        _ => null,
    };

    private static PaymentIntentCreateOptions Options(Purchase purchase, ChargeDetails details) => new()
    {
        Amount = purchase.PriceMinor,
        Currency = purchase.Currency,
        Customer = details.CustomerId,
        PaymentMethod = purchase.PaymentMethodId,
        OffSession = true,
        Confirm = true,
        Description = CheckoutSessions.Name(purchase) + ", bought automatically",
        Metadata = CheckoutSessions.Metadata(purchase, details.Domain),
        ReceiptEmail = details.Email,
    };
}
