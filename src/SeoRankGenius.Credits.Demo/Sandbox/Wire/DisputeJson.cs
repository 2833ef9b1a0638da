using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>A dispute on the wire, with the lines of the balance that it made.</summary>
internal static class DisputeJson
{
    public static readonly string[] Expandable = ["charge", "payment_intent"];

    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromDays(9);

    private const string Constant = """
        {"object":"dispute","enhanced_eligibility_types":[],"livemode":false,"metadata":{},"reason":"fraudulent",
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

    public static JsonObject Of(SandboxState state, Dispute dispute, Expansion expand)
    {
        var json = Json.Parse(Constant);
        json["id"] = dispute.Id;
        json["amount"] = dispute.AmountCents;
        json["balance_transactions"] = new JsonArray([.. dispute.Moves.Select(move => Move(dispute, move))]);
        json["charge"] = PaymentJson.ChargeReference(state, dispute.ChargeId, expand.Into("charge"));
        json["created"] = dispute.CreatedAt.ToUnixTimeSeconds();
        json["currency"] = dispute.Currency;
        json["evidence_details"] = EvidenceDetails(dispute);
        json["is_charge_refundable"] = dispute.IsInquiry;
        json["payment_intent"] = PaymentJson.Reference(state, dispute.PaymentId, expand.Into("payment_intent"));
        json["status"] = dispute.Status;
        if (state.Charges.First(c => c.Id == dispute.ChargeId).MethodType == "card")
            json["payment_method_details"] = Json.Parse($$"""
                {"card":{"brand":"visa","case_type":"{{(dispute.IsInquiry ? "inquiry" : "chargeback")}}",
                "network":"visa","network_reason_code":"10.4"},"type":"card"}
                """);
        return json;
    }

    private static JsonObject EvidenceDetails(Dispute dispute)
    {
        var isAnswered = dispute.Status is "under_review" or "won" or "lost";
        return new JsonObject
        {
            ["due_by"] = (dispute.CreatedAt + TimeToAnswer).ToUnixTimeSeconds(),
            ["enhanced_eligibility"] = new JsonObject(),
            ["has_evidence"] = isAnswered,
            ["past_due"] = false,
            ["submission_count"] = isAnswered ? 1 : 0,
        };
    }

    private static JsonObject Move(Dispute dispute, Move move)
    {
        var isBack = move.AmountCents > 0;
        return new JsonObject
        {
            ["id"] = move.Id,
            ["object"] = "balance_transaction",
            ["amount"] = move.AmountCents,
            ["available_on"] = move.At.ToUnixTimeSeconds(),
            ["balance_type"] = "payments",
            ["created"] = move.At.ToUnixTimeSeconds(),
            ["currency"] = dispute.Currency,
            ["description"] = $"Chargeback {(isBack ? "reversal" : "withdrawal")} for {dispute.ChargeId}",
            ["exchange_rate"] = null,
            ["fee"] = move.FeeCents,
            ["fee_details"] = move.FeeCents == 0 ? new JsonArray() : new JsonArray(new JsonObject
            {
                ["amount"] = move.FeeCents,
                ["application"] = null,
                ["currency"] = dispute.Currency,
                ["description"] = "Dispute fee",
                ["type"] = "stripe_fee",
            }),
            ["net"] = move.AmountCents - move.FeeCents,
            ["reporting_category"] = isBack ? "dispute_reversal" : "dispute",
            ["source"] = dispute.Id,
            ["status"] = "available",
            ["type"] = "adjustment",
        };
    }
}
