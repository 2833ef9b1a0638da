using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Data;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>Money that is to go back to a buyer.</summary>
/// <param name="RequestId">Made once for each wish: the same one refunds once.</param>
/// <param name="PurchaseId">Of which purchase.</param>
/// <param name="AmountCents">Whole cents.</param>
/// <param name="Reason">One of <see cref="IssueRefund.Reasons"/>.</param>
/// <param name="By">Who wishes it, as the ledger names people; stands on the refund at Stripe.</param>
public sealed record RefundInput(Guid RequestId, Guid PurchaseId, long AmountCents, string Reason, string By);

/// <summary>Sends money back to a buyer, by Stripe; the credits go back with it.</summary>
public sealed class IssueRefund(StripeGateway stripe, EventProcessor processor, Reader reader)
{
    /// <summary>Stripe's words for why.</summary>
    public static readonly IReadOnlyList<string> Reasons =
        [RefundReasons.RequestedByCustomer, RefundReasons.Duplicate, RefundReasons.Fraudulent];

    /// <summary>Whole cents of a purchase that may still go back: 0 unless it is paid and not disputed.</summary>
    public static long Refundable(Purchase purchase) =>
        purchase is { Status: PurchaseStatus.Paid, StripePaymentIntentId: not null, DisputedCents: 0 }
            ? Math.Max(0, (purchase.PaidCents ?? purchase.PriceCents) - purchase.RefundedCents)
            : 0;

    /// <summary>
    /// Refunds at Stripe, then takes the credits back at once. Repeated with the same request it refunds once, also
    /// when Stripe's answer was lost. Refuses, in this order: an unknown purchase (<see cref="RefusalCode.NotFound"/>),
    /// an amount or a reason that can't be (<see cref="RefusalCode.InvalidRequest"/>), what Stripe refuses
    /// (<see cref="RefusalCode.CheckoutRefused"/>). Throws <see cref="DependencyUnavailable"/> when Stripe can't be
    /// reached: send the same request again.
    /// </summary>
    public async Task PayBackAsync(RefundInput payback, CancellationToken cancellation)
    {
        var purchase = await reader.RunAsync(db =>
            db.Purchases.SingleOrDefaultAsync(row => row.Id == payback.PurchaseId, cancellation))
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such purchase.");
        // How much is left is Stripe's to say: what it answers to a repeated request is the first answer.
        if (!Reasons.Contains(payback.Reason) || payback.AmountCents <= 0 || payback.AmountCents > purchase.PaidCents)
            Require(purchase, payback.AmountCents, payback.Reason);
        await stripe.AskAsync(
            client => new RefundService(client).CreateAsync(
                Options(purchase, payback),
                new RequestOptions { IdempotencyKey = $"refund-{payback.RequestId:D}" },
                cancellation),
            "Stripe did not accept this refund. Look at the payment there: it may be refunded or disputed already.");
        await processor.ReadBackRefundsAsync(purchase, cancellation);
    }

    /// <summary>Refuses a reason that is none, and an amount that is not left of a purchase.</summary>
    internal static void Require(Purchase purchase, long amountCents, string reason)
    {
        if (!Reasons.Contains(reason))
            throw new Refusal(RefusalCode.InvalidRequest, "Choose one of the reasons.");
        var left = Refundable(purchase);
        if (amountCents <= 0 || amountCents > left)
            throw new Refusal(RefusalCode.InvalidRequest, left == 0
                ? "Nothing of this purchase can go back."
                : $"Enter an amount from {new Money(1, purchase.Currency)} to {new Money(left, purchase.Currency)}.");
    }

    private static RefundCreateOptions Options(Purchase purchase, RefundInput payback) => new()
    {
        PaymentIntent = purchase.StripePaymentIntentId,
        Amount = payback.AmountCents,
        Reason = payback.Reason,
        Metadata = new()
        {
            ["purchase_id"] = purchase.Id.ToString("D"),
            ["request_id"] = payback.RequestId.ToString("D"),
            ["by"] = payback.By,
        },
    };
}
