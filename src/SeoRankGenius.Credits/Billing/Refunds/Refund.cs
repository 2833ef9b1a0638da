using StripeRefund = Stripe.Refund;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>
/// The status of a refund. It only moves down this list, so events may be late, repeated and in any order.
/// </summary>
public enum RefundStatus
{
    /// <summary>Under way. Its money counts as refunded.</summary>
    Pending,

    /// <summary>At the buyer's bank.</summary>
    Succeeded,

    /// <summary>Rejected by the bank, even after it had succeeded, or canceled: the money is ours again.</summary>
    Failed,
}

/// <summary>Part or all of a purchase's money that Stripe sends back.</summary>
public sealed class Refund
{
    private Refund()
    {
    }

    /// <summary>Stripe's <c>re_…</c>.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The purchase that was refunded; null for the invoice of a plan.</summary>
    public Guid? PurchaseId { get; private set; }

    /// <summary>The plan's invoice that was refunded, Stripe's <c>in_…</c>; null for a purchase.</summary>
    public string? InvoiceId { get; private set; }

    /// <summary>Whole minor units of the payment's currency.</summary>
    public long AmountMinor { get; private set; }

    public RefundStatus Status { get; private set; }

    /// <summary>Stripe's reason code; null where none was given.</summary>
    public string? Reason { get; private set; }

    /// <summary>When Stripe made it. UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    internal static Refund Of(PaidCredits paid, StripeRefund snapshot) => new()
    {
        Id = snapshot.Id,
        PurchaseId = paid.Source.PurchaseId,
        InvoiceId = paid.Source.InvoiceId,
        AmountMinor = snapshot.Amount,
        Status = StatusOf(snapshot.Status),
        Reason = snapshot.Reason,
        CreatedAt = snapshot.Created,
    };

    /// <summary>Takes over its status at Stripe, current or older. False when nothing has changed.</summary>
    internal bool Update(StripeRefund snapshot)
    {
        var status = StatusOf(snapshot.Status);
        if (status <= Status)
            return false;
        Status = status;
        return true;
    }

    /// <summary>Does Stripe know more of it?</summary>
    internal bool IsBehind(StripeRefund snapshot) => StatusOf(snapshot.Status) > Status;

    private static RefundStatus StatusOf(string? status) => status switch
    {
        "succeeded" => RefundStatus.Succeeded,
        "failed" or "canceled" => RefundStatus.Failed,
        _ => RefundStatus.Pending,
    };
}
