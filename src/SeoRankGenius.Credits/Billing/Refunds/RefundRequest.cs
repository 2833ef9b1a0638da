namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>
/// A refund that was requested. Committed before Stripe is called, so that one request refunds once, also when the app
/// stops before Stripe's answer is stored.
/// </summary>
public sealed class RefundRequest
{
    // Stripe keeps idempotency keys for 24 hours: https://docs.stripe.com/api/idempotent_requests
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(23);

    private RefundRequest()
    {
    }

    /// <summary>The form's one-time id; Stripe's idempotency key.</summary>
    public Guid Id { get; private set; }

    /// <summary>The purchase to refund; null for a plan's invoice.</summary>
    public Guid? PurchaseId { get; private set; }

    /// <summary>The plan's invoice to refund, Stripe's <c>in_…</c>; null for a purchase.</summary>
    public string? InvoiceId { get; private set; }

    /// <summary>Whole minor units of the payment's currency.</summary>
    public long AmountMinor { get; private set; }

    /// <summary>One of <see cref="IssueRefund.Reasons"/>.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who requested it, as the ledger names actors.</summary>
    public string RequestedBy { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>Stripe's <c>re_…</c>; null until Stripe has answered.</summary>
    public string? StripeRefundId { get; internal set; }

    internal PaidSource Source => new(PurchaseId, InvoiceId);

    internal static RefundRequest Of(RefundInput input, DateTime now) => new()
    {
        Id = input.RequestId,
        PurchaseId = input.Source.PurchaseId,
        InvoiceId = input.Source.InvoiceId,
        AmountMinor = input.AmountMinor,
        Reason = input.Reason,
        RequestedBy = input.By,
        CreatedAt = now,
    };

    /// <summary>Does Stripe still recognise a repetition by the idempotency key?</summary>
    internal bool IsKeyKept(DateTime now) => now < CreatedAt + KeyLifetime;
}
