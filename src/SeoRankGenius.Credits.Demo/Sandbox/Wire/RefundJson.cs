using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>A refund on the wire.</summary>
internal static class RefundJson
{
    public static readonly string[] Expandable = ["charge", "payment_intent"];

    private const string Constant = """
        {"object":"refund","balance_transaction":null,"customer":null,"customer_account":null,"receipt_number":null,
        "source_transfer_reversal":null,"transfer_reversal":null}
        """;

    private const string CardDestination = """
        {"card":{"reference_status":"pending","reference_type":"acquirer_reference_number","type":"refund"},
        "type":"card"}
        """;

    public static JsonObject Of(SandboxState state, Refund refund, Expansion expand)
    {
        var json = Json.Parse(Constant);
        json["id"] = refund.Id;
        json["amount"] = refund.AmountCents;
        json["charge"] = PaymentJson.ChargeReference(state, refund.ChargeId, expand.Into("charge"));
        json["created"] = refund.CreatedAt.ToUnixTimeSeconds();
        json["currency"] = refund.Currency;
        json["metadata"] = Json.Of(refund.Metadata);
        json["payment_intent"] = PaymentJson.Reference(state, refund.PaymentId, expand.Into("payment_intent"));
        json["payment_method"] = state.Charges.First(c => c.Id == refund.ChargeId).PaymentMethodId
            ?? "pm_1" + refund.ChargeId[4..];
        json["reason"] = refund.Reason;
        json["status"] = refund.Status;
        if (state.Charges.First(c => c.Id == refund.ChargeId).MethodType == "card")
            json["destination_details"] = Json.Parse(CardDestination);
        if (refund.Status == "pending")
            json["pending_reason"] = "processing";
        if (refund.Status == "failed")
            json["failure_reason"] = "unknown";
        return json;
    }
}
