using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Demo.Sandbox.Simulation;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>The operations on money that goes back, and on what proves a payment.</summary>
internal sealed class MoneyRoutes(Store store, Refunds refunds, Exchange exchange)
{
    private const string AllRefunds = "/v1/refunds";

    private static readonly string[] Reasons = ["duplicate", "fraudulent", "requested_by_customer"];

    public void Map(WebApplication app)
    {
        app.MapPost(AllRefunds, exchange.For(CreateRefund));
        app.MapGet(AllRefunds, exchange.For(ListRefunds));
        app.MapGet(AllRefunds + "/{id}", exchange.For(GetRefund));
        app.MapGet("/v1/disputes/{id}", exchange.For(GetDispute));
        app.MapGet("/v1/invoices/{id}", exchange.For(GetInvoice));
    }

    private JsonObject CreateRefund(WireCall call)
    {
        var fields = call.Fields;
        fields.RefuseOthersThan("amount", "charge", "expand[#]", "metadata[*]", "payment_intent", "reason");
        var request = new RefundRequest(
            ChargeId(fields),
            Check.Integer(fields, "amount", 1, 99_999_999),
            Check.OneOf(fields, "reason", Reasons),
            Check.Metadata(fields, "metadata"));
        return refunds.Create(request, Expansion.Read(fields, RefundJson.Expandable), call.Origin);
    }

    private string ChargeId(FormFields fields)
    {
        var charge = Check.Text(fields, "charge");
        var payment = Check.Text(fields, "payment_intent");
        if (charge is null == payment is null)
            throw StripeFailure.Invalid(null, charge is null
                ? "One of the following params should be provided for this request: payment_intent or charge."
                : "You may only specify one of these parameters: charge, payment_intent.");
        return charge ?? store.Read(state => state.Payments.Find(p => p.Id == payment)
            ?? throw StripeFailure.Missing("payment_intent", payment!, "payment_intent")).LatestChargeId
            ?? throw StripeFailure.Invalid("payment_intent", $"This PaymentIntent ({payment}) does not have a " +
                "successful charge to refund.");
    }

    private JsonObject ListRefunds(WireCall call)
    {
        var fields = call.Fields;
        fields.RefuseOthersThan(ListPage.Parameters.Concat(["charge", "payment_intent"]));
        var charge = Check.Text(fields, "charge");
        var payment = Check.Text(fields, "payment_intent");
        var expand = Expansion.Read(fields, RefundJson.Expandable, isList: true);
        return store.Read(state => ListPage.Read(
            fields,
            [.. state.Refunds.AsEnumerable().Reverse().Where(refund => (charge is null || refund.ChargeId == charge)
                && (payment is null || refund.PaymentId == payment)
                && ListPage.IsWithin(fields, refund.CreatedAt))],
            new ListShape<Refund>("refund", AllRefunds, r => r.Id, r => RefundJson.Of(state, r, expand))));
    }

    private JsonObject GetRefund(WireCall call)
    {
        call.Fields.RefuseOthersThan("expand[#]");
        var expand = Expansion.Read(call.Fields, RefundJson.Expandable);
        return store.Read(state => RefundJson.Of(
            state,
            state.Refunds.Find(r => r.Id == call.Id) ?? throw StripeFailure.Missing("refund", call.Id, "refund"),
            expand));
    }

    private JsonObject GetDispute(WireCall call)
    {
        call.Fields.RefuseOthersThan("expand[#]");
        var expand = Expansion.Read(call.Fields, DisputeJson.Expandable);
        return store.Read(state => DisputeJson.Of(
            state,
            state.Disputes.Find(d => d.Id == call.Id) ?? throw StripeFailure.Missing("dispute", call.Id, "dispute"),
            expand));
    }

    private JsonObject GetInvoice(WireCall call)
    {
        call.Fields.RefuseOthersThan("expand[#]");
        Expansion.Read(call.Fields, []);
        return store.Read(state => state.Invoices.Find(i => i.Id == call.Id) is { } invoice
            ? SubscriptionInvoiceJson.Of(invoice)
            : InvoiceJson.Of(state.Sessions.Find(s => s.InvoiceId == call.Id)
                ?? throw StripeFailure.Missing("invoice", call.Id, "invoice")));
    }
}

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
