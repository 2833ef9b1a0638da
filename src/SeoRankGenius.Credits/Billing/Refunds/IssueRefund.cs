using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;
using Stripe;
using StripeRefund = Stripe.Refund;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>Money to be returned to a buyer.</summary>
/// <param name="RequestId">A one-time id: the same one refunds once.</param>
/// <param name="PurchaseId">The purchase.</param>
/// <param name="AmountMinor">Whole minor units of its currency.</param>
/// <param name="Reason">One of <see cref="IssueRefund.Reasons"/>.</param>
/// <param name="By">Who requests it, as the ledger names actors; stored with the refund at Stripe.</param>
public sealed record RefundInput(Guid RequestId, Guid PurchaseId, long AmountMinor, string Reason, string By);

/// <summary>Returns money to a buyer through Stripe, and takes its credits back.</summary>
public sealed class IssueRefund(
    StripeGateway stripe, EventProcessor processor, RefundSync sync, Writer writer, Reader reader, TimeProvider time)
{
    private const string RequestKey = "request_id";

    /// <summary>Stripe's reason codes.</summary>
    public static readonly IReadOnlyList<string> Reasons =
        [RefundReasons.RequestedByCustomer, RefundReasons.Duplicate, RefundReasons.Fraudulent];

    /// <summary>
    /// The refundable amount of a purchase, in whole minor units: 0 unless it is paid and not disputed.
    /// </summary>
    public static long Refundable(Purchase purchase) =>
        purchase is { Status: PurchaseStatus.Paid, StripePaymentIntentId: not null, DisputedMinor: 0 }
            ? Math.Max(0, (purchase.PaidMinor ?? purchase.PriceMinor) - purchase.RefundedMinor)
            : 0;

    /// <summary>
    /// Refunds at Stripe, then takes the credits back at once. May be repeated: the same request refunds once, also
    /// when Stripe's answer was lost. Refuses, in this order: an unknown purchase (<see cref="RefusalCode.NotFound"/>),
    /// an invalid amount or reason (<see cref="RefusalCode.InvalidRequest"/>), what Stripe rejects
    /// (<see cref="RefusalCode.CheckoutRefused"/>). Throws <see cref="DependencyUnavailable"/> when Stripe cannot be
    /// reached: send the same request again.
    /// </summary>
    public async Task RefundAsync(RefundInput input, CancellationToken cancellation)
    {
        await writer.RunAsync(db => RequestAsync(db, input), cancellation);
        await SendAsync(input.RequestId, cancellation);
    }

    /// <summary>
    /// Adds the request in the caller's transaction; <see cref="SendAsync"/> carries it out. Refuses as
    /// <see cref="RefundAsync"/>. False when the same request was added before.
    /// </summary>
    internal async Task<bool> RequestAsync(CreditsDb db, RefundInput input)
    {
        if (await IsRequestedAsync(db, input))
            return false;
        var purchase = await db.Purchases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == input.PurchaseId)
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such purchase.");
        Require(purchase, input.AmountMinor, input.Reason);
        db.RefundRequests.Add(RefundRequest.Of(input, time.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync();
        return true;
    }

    /// <summary>
    /// Was this request added before? Refuses an id that was used for another refund
    /// (<see cref="RefusalCode.InvalidRequest"/>).
    /// </summary>
    internal static async Task<bool> IsRequestedAsync(CreditsDb db, RefundInput input)
    {
        if (await db.RefundRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == input.RequestId)
            is not { } known)
            return false;
        return (known.PurchaseId, known.AmountMinor, known.Reason)
            == (input.PurchaseId, input.AmountMinor, input.Reason)
            ? true
            : throw new Refusal(
                RefusalCode.InvalidRequest, "This form was already used for another refund. Open the page again.");
    }

    /// <summary>
    /// Carries out a request that was added. May be repeated. Refuses and throws as <see cref="RefundAsync"/>.
    /// </summary>
    internal async Task SendAsync(Guid requestId, CancellationToken cancellation)
    {
        var (request, purchase) = await reader.RunAsync(async db =>
        {
            var row = await db.RefundRequests.SingleAsync(known => known.Id == requestId, cancellation);
            return (row, await db.Purchases.SingleAsync(known => known.Id == row.PurchaseId, cancellation));
        });
        if (request.StripeRefundId is null)
        {
            var refund = await FindAsync(request, purchase, cancellation)
                ?? await CreateAsync(request, purchase, cancellation);
            // Not cancelled with the request: the money is on its way.
            await writer.RunAsync(
                async db =>
                {
                    (await db.RefundRequests.SingleAsync(known => known.Id == requestId)).StripeRefundId = refund.Id;
                    await db.SaveChangesAsync();
                },
                CancellationToken.None);
        }

        await processor.ReadBackRefundsAsync(purchase, cancellation);
    }

    /// <summary>Refuses an unknown reason, and an amount above the refundable one.</summary>
    internal static void Require(Purchase purchase, long amountMinor, string reason)
    {
        if (!Reasons.Contains(reason))
            throw new Refusal(RefusalCode.InvalidRequest, "Choose one of the reasons.");
        var left = Refundable(purchase);
        if (amountMinor <= 0 || amountMinor > left)
            throw new Refusal(RefusalCode.InvalidRequest, left == 0
                ? "Nothing of this purchase can be refunded."
                : $"Enter an amount from {new Money(1, purchase.Currency)} to {new Money(left, purchase.Currency)}.");
    }

    // Without its answer, and too late for the idempotency key, a refund is recognised by its metadata.
    private async Task<StripeRefund?> FindAsync(
        RefundRequest request, Purchase purchase, CancellationToken cancellation) =>
        request.IsKeyKept(time.GetUtcNow().UtcDateTime)
            ? null
            : (await sync.ListAsync(purchase.StripePaymentIntentId!, cancellation)).Find(refund =>
                refund.Metadata?.GetValueOrDefault(RequestKey) == request.Id.ToString("D"));

    private Task<StripeRefund> CreateAsync(
        RefundRequest request, Purchase purchase, CancellationToken cancellation) =>
        stripe.AskAsync(
            client => new RefundService(client).CreateAsync(
                new RefundCreateOptions
                {
                    PaymentIntent = purchase.StripePaymentIntentId,
                    Amount = request.AmountMinor,
                    Reason = request.Reason,
                    Metadata = new()
                    {
                        ["purchase_id"] = purchase.Id.ToString("D"),
                        [RequestKey] = request.Id.ToString("D"),
                        ["by"] = request.RequestedBy,
                    },
                },
                new RequestOptions { IdempotencyKey = $"refund-{request.Id:D}" },
                cancellation),
            "Stripe did not accept this refund. Look at the payment there: it may be refunded or disputed already.");
}
