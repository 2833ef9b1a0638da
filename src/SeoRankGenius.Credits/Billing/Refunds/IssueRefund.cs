using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Billing.Subscriptions;
using Stripe;
using StripeRefund = Stripe.Refund;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>Money to be returned to a buyer.</summary>
/// <param name="RequestId">A one-time id: the same one refunds once.</param>
/// <param name="Source">What was paid.</param>
/// <param name="AmountMinor">Whole minor units of its currency.</param>
/// <param name="Reason">One of <see cref="IssueRefund.Reasons"/>.</param>
/// <param name="By">Who requests it, as the ledger names actors; stored with the refund at Stripe.</param>
public sealed record RefundInput(Guid RequestId, PaidSource Source, long AmountMinor, string Reason, string By);

/// <summary>Returns money to a buyer through Stripe, and takes its credits back.</summary>
public sealed class IssueRefund(
    StripeGateway stripe,
    EventProcessor processor,
    RefundSync sync,
    PlanInvoices invoices,
    Writer writer,
    Reader reader,
    TimeProvider time)
{
    private const string RequestKey = "request_id";

    /// <summary>Stripe's reason code of a payment that was made twice.</summary>
    public const string Duplicate = RefundReasons.Duplicate;

    /// <summary>Stripe's reason codes.</summary>
    public static readonly IReadOnlyList<string> Reasons =
        [RefundReasons.RequestedByCustomer, RefundReasons.Duplicate, RefundReasons.Fraudulent];

    /// <summary>
    /// Refunds at Stripe, then takes the credits back at once. May be repeated: the same request refunds once, also
    /// when Stripe's answer was lost. Refuses, in this order: an unknown payment (<see cref="RefusalCode.NotFound"/>),
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
        var paid = await input.Source.FindAsync(db)
            ?? throw new Refusal(RefusalCode.NotFound, "There is no such payment.");
        Require(paid, input.AmountMinor, input.Reason);
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
        return (known.Source, known.AmountMinor, known.Reason) == (input.Source, input.AmountMinor, input.Reason)
            ? true
            : throw new Refusal(
                RefusalCode.InvalidRequest, "This form was already used for another refund. Open the page again.");
    }

    /// <summary>
    /// Carries out a request that was added. May be repeated. Refuses and throws as <see cref="RefundAsync"/>.
    /// </summary>
    internal async Task SendAsync(Guid requestId, CancellationToken cancellation)
    {
        var (request, paid) = await reader.RunAsync(async db =>
        {
            var row = await db.RefundRequests.SingleAsync(known => known.Id == requestId, cancellation);
            return (row, (await row.Source.FindAsync(db))!);
        });
        var paymentId = paid.StripePaymentIntentId
            ?? await invoices.FindPaymentAsync(request.InvoiceId!, cancellation)
            ?? throw new Refusal(
                RefusalCode.CheckoutRefused, "Stripe has no payment of this invoice. Refund it in Stripe’s dashboard.");
        if (request.StripeRefundId is null)
        {
            var refund = await FindAsync(request, paymentId, cancellation)
                ?? await CreateAsync(request, paymentId, cancellation);
            // Not cancelled with the request: the money is on its way.
            await writer.RunAsync(
                async db =>
                {
                    (await db.RefundRequests.SingleAsync(known => known.Id == requestId)).StripeRefundId = refund.Id;
                    await db.SaveChangesAsync();
                },
                CancellationToken.None);
        }

        await processor.ReadBackRefundsAsync(paymentId, cancellation);
    }

    /// <summary>Refuses an unknown reason, and an amount above the refundable one.</summary>
    internal static void Require(PaidCredits paid, long amountMinor, string reason)
    {
        if (!Reasons.Contains(reason))
            throw new Refusal(RefusalCode.InvalidRequest, "Choose one of the reasons.");
        var left = paid.RefundableMinor;
        if (amountMinor <= 0 || amountMinor > left)
            throw new Refusal(RefusalCode.InvalidRequest, left == 0
                ? "Nothing of this payment can be refunded."
                : $"Enter an amount from {new Money(1, paid.Currency)} to {new Money(left, paid.Currency)}.");
    }

    // Without its answer, and too late for the idempotency key, a refund is recognised by its metadata.
    private async Task<StripeRefund?> FindAsync(
        RefundRequest request, string paymentId, CancellationToken cancellation) =>
        request.IsKeyKept(time.GetUtcNow().UtcDateTime)
            ? null
            : (await sync.ListAsync(paymentId, cancellation)).Find(refund =>
                refund.Metadata?.GetValueOrDefault(RequestKey) == request.Id.ToString("D"));

    private Task<StripeRefund> CreateAsync(
        RefundRequest request, string paymentId, CancellationToken cancellation) =>
        stripe.AskAsync(
            client => new RefundService(client).CreateAsync(
                new RefundCreateOptions
                {
                    PaymentIntent = paymentId,
                    Amount = request.AmountMinor,
                    Reason = request.Reason,
                    Metadata = new()
                    {
                        [request.InvoiceId is null ? "purchase_id" : "invoice"] =
                            request.InvoiceId ?? request.PurchaseId!.Value.ToString("D"),
                        [RequestKey] = request.Id.ToString("D"),
                        ["by"] = request.RequestedBy,
                    },
                },
                new RequestOptions { IdempotencyKey = $"refund-{request.Id:D}" },
                cancellation),
            "Stripe did not accept this refund. Look at the payment there: it may be refunded or disputed already.");
}
