using SeoRankGenius.Credits.Billing.Refunds;

namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>Labels of refunds and disputes in the back office.</summary>
public static class DisputeDescriptions
{
    public static string Of(DisputeStatus status) => status switch
    {
        DisputeStatus.Inquiry => "Inquiry: needs response",
        DisputeStatus.InquiryUnderReview => "Inquiry: under review",
        DisputeStatus.InquiryClosed => "Inquiry closed",
        DisputeStatus.NeedsResponse => "Needs response",
        DisputeStatus.UnderReview => "Under review",
        DisputeStatus.Prevented => "Prevented",
        DisputeStatus.Lost => "Lost",
        DisputeStatus.Won => "Won",
    };

    /// <summary>Stripe's reasons for a refund.</summary>
    public static string OfReason(string reason) => reason switch
    {
        "requested_by_customer" => "Requested by the buyer",
        "duplicate" => "Duplicate payment",
        "fraudulent" => "Fraud",
        _ => reason,
    };

    public static string Of(RefundStatus status) => status switch
    {
        RefundStatus.Pending => "Pending",
        RefundStatus.Succeeded => "Refunded",
        RefundStatus.Failed => "Failed",
    };
}
