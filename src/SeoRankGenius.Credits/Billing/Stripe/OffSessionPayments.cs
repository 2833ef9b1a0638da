using System.Net;
using Microsoft.Extensions.Logging;
using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Purchases;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>What Stripe answered to a charge of a saved card.</summary>
/// <param name="Payment">The payment as it stands; null when there is none.</param>
/// <param name="Trouble">Why there is none.</param>
internal sealed record ChargeResult(PaymentIntent? Payment, AutoTopUpProblem? Trouble = null);

/// <summary>Charges saved cards without their owners, and reads what Stripe knows of such charges.</summary>
public sealed class OffSessionPayments(StripeGateway stripe, ILogger<OffSessionPayments> log)
{
    /// <summary>
    /// Charges the card of an automatic purchase. The purchase's id is the idempotency key and everything else is the
    /// purchase's own, so asking again, however often, charges once and gives the first answer. A declined card is an
    /// answer. Throws <see cref="DependencyUnavailable"/> when Stripe can't be reached and <see cref="Refusal"/> when
    /// our key is not let in: whether it was charged is not known then.
    /// </summary>
    internal Task<ChargeResult> ChargeAsync(
        Purchase purchase, string customerId, string domain, CancellationToken cancellation) =>
        stripe.AskAsync(
            async client =>
            {
                try
                {
                    return new ChargeResult(await new PaymentIntentService(client).CreateAsync(
                        Options(purchase, customerId, domain),
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
            "Stripe did not take this charge.");

    /// <summary>Reads a payment with the card that paid it; null when Stripe has none. Throws as above.</summary>
    internal Task<PaymentIntent?> ReadAsync(string paymentIntentId, CancellationToken cancellation) =>
        stripe.FindAsync(client => new PaymentIntentService(client).GetAsync(
            paymentIntentId,
            new PaymentIntentGetOptions { Expand = ["payment_method"] },
            cancellationToken: cancellation));

    // Declined; or there is no such card or customer. All else may pass, or is for whoever runs the shop to mend.
    private static ChargeResult? Read(StripeException no) => no switch
    {
        { StripeError: { Type: "card_error" } error } => new ChargeResult(
            error.PaymentIntent, error.PaymentIntent is null ? AutoTopUpProblem.Declined : null),
        { HttpStatusCode: HttpStatusCode.BadRequest or HttpStatusCode.NotFound,
            StripeError.Param: "payment_method" or "customer" } => new ChargeResult(null, AutoTopUpProblem.CardGone),
        _ => null,
    };

    private static PaymentIntentCreateOptions Options(Purchase purchase, string customerId, string domain) => new()
    {
        Amount = purchase.PriceCents,
        Currency = purchase.Currency,
        Customer = customerId,
        PaymentMethod = purchase.PaymentMethodId,
        OffSession = true,
        Confirm = true,
        Description = CheckoutSessions.Name(purchase) + ", bought automatically",
        Metadata = CheckoutSessions.Metadata(purchase, domain),
    };
}
