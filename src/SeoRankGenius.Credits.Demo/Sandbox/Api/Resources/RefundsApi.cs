namespace SeoRankGenius.Credits.Demo.Sandbox.Api.Resources;

/// <summary>Refunds and disputes: their routes and their JSON.</summary>
internal sealed class RefundsApi(Store store, Refunds refunds)
{
    public static readonly Resource<Refund> Resource = new(
        "refund", "refund", ["charge", "payment_intent"], state => state.Refunds, Write);

    public static readonly Resource<Dispute> DisputeResource = new(
        "dispute", "dispute", ["charge", "payment_intent"], state => state.Disputes, Write);

    private static readonly TimeSpan TimeForEvidence = TimeSpan.FromDays(9);

    private const string DisputeConstants = """
        {"enhanced_eligibility_types":[],"livemode":false,"metadata":{},"reason":"fraudulent",
        "evidence":{"access_activity_log":null,"billing_address":null,"cancellation_policy":null,
        "cancellation_policy_disclosure":null,"cancellation_rebuttal":null,"customer_communication":null,
        "customer_email_address":null,"customer_name":null,"customer_purchase_ip":null,"customer_signature":null,
        "duplicate_charge_documentation":null,"duplicate_charge_explanation":null,"duplicate_charge_id":null,
        "enhanced_evidence":{},"product_description":null,"receipt":null,"refund_policy":null,
        "refund_policy_disclosure":null,"refund_refusal_explanation":null,"service_date":null,
        "service_documentation":null,"shipping_address":null,"shipping_carrier":null,"shipping_date":null,
        "shipping_documentation":null,"shipping_tracking_number":null,"uncategorized_file":null,
        "uncategorized_text":null}}
        """;

    public void Map(ApiEndpoints api)
    {
        api.Post("/v1/refunds", Create);
        api.List("/v1/refunds", Resource, ["charge", "payment_intent"], fields =>
        {
            var (charge, payment) = (fields.Text("charge"), fields.Text("payment_intent"));
            return r => r.ChargeId == (charge ?? r.ChargeId) && r.PaymentId == (payment ?? r.PaymentId);
        });
        api.Get("/v1/refunds/{id}", Resource.Get);
        api.List("/v1/disputes", DisputeResource, ["charge", "payment_intent"], fields =>
        {
            var (charge, payment) = (fields.Text("charge"), fields.Text("payment_intent"));
            return d => d.ChargeId == (charge ?? d.ChargeId) && d.PaymentId == (payment ?? d.PaymentId);
        });
        api.Get("/v1/disputes/{id}", DisputeResource.Get);
    }

    private JsonObject Create(ApiCall call)
    {
        var fields = call.Fields;
        fields.RefuseOthersThan("amount", "charge", "expand[#]", "metadata[*]", "payment_intent", "reason");
        var request = new RefundRequest(
            ChargeId(fields),
            fields.Integer("amount", 1, 99_999_999),
            fields.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer"),
            fields.Metadata("metadata"));
        return refunds.Create(request, Expansion.Read(fields, Resource.Expandable), call.Origin);
    }

    private string ChargeId(FormFields fields)
    {
        var (charge, payment) = (fields.Text("charge"), fields.Text("payment_intent"));
        if (charge is null == payment is null)
            throw StripeError.Invalid(null, charge is null
                ? "One of the following params should be provided for this request: payment_intent or charge."
                : "You may only specify one of these parameters: charge, payment_intent.");
        return charge ?? store.Read(state => state.Payments.Find(p => p.Id == payment)
            ?? throw StripeError.Missing("payment_intent", payment!, "payment_intent")).LatestChargeId
            ?? throw StripeError.Invalid("payment_intent", $"This PaymentIntent ({payment}) does not have a " +
                "successful charge to refund.");
    }

    private static JsonObject Write(SandboxState state, Refund refund, Expansion expand)
    {
        var charge = state.Charge(refund.ChargeId);
        var isCard = charge.MethodType == "card";
        return Json.Of(new
        {
            refund.Id, Object = "refund", refund.Amount,
            Charge = PaymentsApi.ChargeResource.Reference(state, refund.ChargeId, expand.Into("charge")),
            Created = refund.CreatedAt, refund.Currency,
            DestinationDetails = isCard ? new { Card = new { Type = "refund" }, Type = "card" } : null,
            FailureReason = refund.Status == "failed" ? "unknown" : null, refund.Metadata,
            PaymentIntent = PaymentsApi.Resource.Reference(state, refund.PaymentId, expand.Into("payment_intent")),
            PaymentMethod = charge.PaymentMethodId,
            PendingReason = refund.Status == "pending" ? "processing" : null, refund.Reason, refund.Status,
        }).OmitNulls("destination_details", "failure_reason", "pending_reason");
    }

    private static JsonObject Write(SandboxState state, Dispute dispute, Expansion expand)
    {
        var isAnswered = dispute.Status is "under_review" or "won" or "lost";
        var card = new { Brand = "visa", CaseType = dispute.IsInquiry ? "inquiry" : "chargeback", Network = "visa" };
        var isCard = state.Charge(dispute.ChargeId).MethodType == "card";
        return Json.Of(DisputeConstants, new
        {
            dispute.Id, Object = "dispute", dispute.Amount,
            BalanceTransactions = dispute.Transactions.Select(transaction => Write(dispute, transaction)),
            Charge = PaymentsApi.ChargeResource.Reference(state, dispute.ChargeId, expand.Into("charge")),
            Created = dispute.CreatedAt, dispute.Currency,
            EvidenceDetails = new
            {
                DueBy = dispute.CreatedAt + TimeForEvidence, EnhancedEligibility = new { },
                HasEvidence = isAnswered, PastDue = false, SubmissionCount = isAnswered ? 1 : 0,
            },
            IsChargeRefundable = dispute.IsInquiry,
            PaymentIntent = PaymentsApi.Resource.Reference(state, dispute.PaymentId, expand.Into("payment_intent")),
            PaymentMethodDetails = isCard ? new { Card = card, Type = "card" } : null, dispute.Status,
        }).OmitNulls("payment_method_details");
    }

    private static object Write(Dispute dispute, BalanceTransaction transaction)
    {
        var isReversal = transaction.Amount > 0;
        var currency = dispute.SettlesIn ?? dispute.Currency;
        var fee = new
        {
            Amount = transaction.Fee, Currency = currency, Description = "Dispute fee", Type = "stripe_fee",
        };
        return new
        {
            transaction.Id, Object = "balance_transaction", transaction.Amount, AvailableOn = transaction.At,
            BalanceType = "payments", Created = transaction.At, Currency = currency,
            ExchangeRate = dispute.SettlesIn is null ? (decimal?)null : 0.86m,
            Description = $"Chargeback {(isReversal ? "reversal" : "withdrawal")} for {dispute.ChargeId}",
            transaction.Fee, FeeDetails = transaction.Fee == 0 ? [] : new[] { fee },
            Net = transaction.Amount - transaction.Fee,
            ReportingCategory = isReversal ? "dispute_reversal" : "dispute", Source = dispute.Id,
            Status = "available", Type = "adjustment",
        };
    }
}
