using SeoRankGenius.Credits.Billing.Refunds;

namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>What the back office calls the states of refunds and disputes.</summary>
public static class DisputeDescriptions
{
    public static string Of(DisputeStatus status) => status switch
    {
        DisputeStatus.Inquiry => "The bank asks",
        DisputeStatus.InquiryUnderReview => "The bank looks at our answer",
        DisputeStatus.InquiryClosed => "Inquiry closed",
        DisputeStatus.NeedsResponse => "Needs our answer",
        DisputeStatus.UnderReview => "Under review",
        DisputeStatus.Prevented => "Prevented",
        DisputeStatus.Lost => "Lost",
        DisputeStatus.Won => "Won",
    };

    /// <summary>Stripe's reasons for a refund.</summary>
    public static string OfReason(string reason) => reason switch
    {
        "requested_by_customer" => "The buyer asked for it",
        "duplicate" => "Paid twice",
        "fraudulent" => "Fraud",
        _ => reason,
    };

    public static string Of(RefundStatus status) => status switch
    {
        RefundStatus.Pending => "On its way",
        RefundStatus.Succeeded => "Refunded",
        RefundStatus.Failed => "Failed",
    };
}
