using StripeRefund = Stripe.Refund;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>
/// How far a refund has come. It only moves down this list, so its events may come late, twice and in any order.
/// </summary>
public enum RefundStatus
{
    /// <summary>On its way. Its money counts as gone back.</summary>
    Pending,

    /// <summary>At the buyer's bank.</summary>
    Succeeded,

    /// <summary>Refused by the bank, even after it had succeeded, or called off: the money is ours again.</summary>
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

    public Guid PurchaseId { get; private set; }

    /// <summary>Whole cents, in the purchase's currency.</summary>
    public long AmountCents { get; private set; }

    public RefundStatus Status { get; private set; }

    /// <summary>Stripe's word for why; null where none was given.</summary>
    public string? Reason { get; private set; }

    /// <summary>When Stripe made it. UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    internal static Refund Of(Guid purchaseId, StripeRefund told) => new()
    {
        Id = told.Id,
        PurchaseId = purchaseId,
        AmountCents = told.Amount,
        Status = StatusOf(told.Status),
        Reason = told.Reason,
        CreatedAt = told.Created,
    };

    /// <summary>Takes over what Stripe says of it now, or said once. False when nothing is new.</summary>
    internal bool Learn(StripeRefund told)
    {
        var status = StatusOf(told.Status);
        if (status <= Status)
            return false;
        Status = status;
        return true;
    }

    private static RefundStatus StatusOf(string? status) => status switch
    {
        "succeeded" => RefundStatus.Succeeded,
        "failed" or "canceled" => RefundStatus.Failed,
        _ => RefundStatus.Pending,
    };
}
