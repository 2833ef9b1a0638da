using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Demo.Sandbox.Simulation;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>The operation that charges a saved card without its owner: a payment intent, made and confirmed.</summary>
internal sealed class ChargeRoutes(SavedCards cards, Exchange exchange)
{
    public const string Path = "/v1/payment_intents";

    private const long LargestAmountCents = 99_999_999, SmallestAmountCents = 50;

    public void Map(WebApplication app) => app.MapPost(Path, exchange.For(Create));

    private JsonObject Create(WireCall call)
    {
        var fields = call.Fields;
        fields.RefuseOthersThan(
            "amount", "confirm", "currency", "customer", "description", "expand[#]", "metadata[*]", "off_session",
            "payment_method");
        var amount = Check.Integer(fields, "amount", 1, LargestAmountCents)
            ?? long.Parse(Check.Required(fields, "amount"), null);
        if (amount < SmallestAmountCents)
            throw StripeFailure.Invalid(
                "amount", "Amount must be at least $0.50 usd", "amount_too_small");
        // The sandbox knows no way to confirm one later: its checkout makes its own.
        if (Check.Boolean(fields, "confirm") != true || Check.Boolean(fields, "off_session") != true)
            throw StripeFailure.Invalid(
                "confirm", "The sandbox knows payment intents that are confirmed at once and off session only.");
        return cards.Charge(
            new ChargeRequest(
                amount,
                Currency.Read(fields, "currency"),
                Check.Required(fields, "customer"),
                Check.Required(fields, "payment_method"),
                Check.Text(fields, "description", 1000),
                Check.Metadata(fields, "metadata"),
                call.BaseUrl),
            Expansion.Read(fields, PaymentJson.Expandable),
            call.Origin);
    }
}

/// <summary>Payment intents and charges on the wire.</summary>
internal static class PaymentJson
{
    public static readonly string[] Expandable =
        ["latest_charge", "latest_charge.refunds", "payment_method", "customer"];

    public static readonly string[] ExpandableOfCharge = ["payment_intent", "refunds"];

    private const string ConstantOfPayment = """
        {"object":"payment_intent","amount_capturable":0,"application":null,"application_fee_amount":null,
        "automatic_payment_methods":null,"canceled_at":null,"cancellation_reason":null,
        "capture_method":"automatic_async","confirmation_method":"automatic","customer":null,"customer_account":null,
        "excluded_payment_method_types":null,"last_payment_error":null,"livemode":false,"managed_payments":null,
        "next_action":null,"on_behalf_of":null,"payment_method":null,"payment_method_configuration_details":null,
        "payment_method_options":{},"processing":null,"receipt_email":null,"review":null,"setup_future_usage":null,
        "shipping":null,"source":null,"statement_descriptor":null,"statement_descriptor_suffix":null,
        "transfer_data":null,"transfer_group":null}
        """;

    private const string ConstantOfCharge = """
        {"object":"charge","application":null,"application_fee":null,"application_fee_amount":null,
        "balance_transaction":null,"calculated_statement_descriptor":"SANDBOX","customer":null,
        "failure_balance_transaction":null,"failure_code":null,"failure_message":null,"fraud_details":{},
        "livemode":false,"on_behalf_of":null,"receipt_email":null,"receipt_number":null,"review":null,"shipping":null,
        "source":null,"source_transfer":null,"statement_descriptor":null,
        "statement_descriptor_suffix":null,"transfer_data":null,"transfer_group":null}
        """;

    private const string CardDetails = """
        {"amount_authorized":null,"authorization_code":null,"brand":"visa","checks":{"address_line1_check":null,
        "address_postal_code_check":null,"cvc_check":"pass"},"country":"US","exp_month":12,"exp_year":2034,
        "fingerprint":"sandbox","funding":"credit","installments":null,"mandate":null,"network":"visa",
        "network_transaction_id":null,"regulated_status":"unregulated","three_d_secure":null,
        "transaction_link_id":null,"wallet":null}
        """;

    private const string BankDetails = """
        {"account_holder_type":"individual","account_type":"checking","bank_name":"STRIPE TEST BANK",
        "fingerprint":"sandbox","payment_reference":null,"routing_number":"110000000"}
        """;

    public static JsonNode? Reference(SandboxState state, string? id, Expansion? expand) => id is null ? null
        : expand is null ? id
        : Of(state, state.Payments.First(p => p.Id == id), expand);

    public static JsonObject Of(SandboxState state, Payment payment, Expansion expand)
    {
        var json = Json.Parse(ConstantOfPayment);
        json["id"] = payment.Id;
        json["amount"] = payment.AmountCents;
        json["amount_received"] = payment.Status == "succeeded" ? payment.AmountCents : 0;
        json["client_secret"] = payment.Id + "_secret_sandbox";
        json["created"] = payment.CreatedAt.ToUnixTimeSeconds();
        json["currency"] = payment.Currency;
        json["description"] = payment.Description;
        json["metadata"] = Json.Of(payment.Metadata);
        json["customer"] = CustomerJson.Reference(state, payment.CustomerId, expand.Into("customer"));
        json["setup_future_usage"] = payment.SetupFutureUsage;
        // Stripe forgets what was declined: the next attempt brings its own.
        json["payment_method"] = payment.Status == "requires_payment_method" ? null
            : PaymentMethodJson.Reference(state, payment.PaymentMethodId, expand.Into("payment_method"));
        json["payment_method_types"] = new JsonArray(payment.MethodType);
        json["status"] = payment.Status;
        var charge = state.Charges.Find(c => c.Id == payment.LatestChargeId);
        json["latest_charge"] = charge is null ? null
            : expand.Into("latest_charge") is { } below ? OfCharge(state, charge, below)
            : charge.Id;
        if (charge?.Status == "failed" && payment.Status == "requires_payment_method")
            json["last_payment_error"] = LastError(state, charge);
        return json;
    }

    public static JsonNode? ChargeReference(SandboxState state, string id, Expansion? expand) => expand is null
        ? id
        : OfCharge(state, state.Charges.First(c => c.Id == id), expand);

    public static JsonObject OfCharge(SandboxState state, Charge charge, Expansion expand)
    {
        var json = Json.Parse(ConstantOfCharge);
        json["id"] = charge.Id;
        json["amount"] = charge.AmountCents;
        json["amount_captured"] = charge.Status == "failed" ? 0 : charge.AmountCents;
        json["captured"] = charge.Status != "failed";
        var refunded = state.RefundedCents(charge);
        json["amount_refunded"] = refunded;
        json["refunded"] = refunded > 0 && refunded == charge.AmountCents;
        json["disputed"] = state.Disputes.Exists(dispute => dispute.ChargeId == charge.Id);
        json["receipt_url"] = charge.Status == "failed" ? null : charge.ReceiptUrl;
        json["paid"] = charge.Status == "succeeded";
        json["status"] = charge.Status;
        json["created"] = charge.CreatedAt.ToUnixTimeSeconds();
        json["currency"] = charge.Currency;
        json["description"] = charge.Description;
        json["metadata"] = Json.Of(charge.Metadata);
        json["payment_intent"] = Reference(state, charge.PaymentId, expand.Into("payment_intent"));
        json["customer"] = charge.CustomerId;
        json["payment_method"] = charge.PaymentMethodId ?? "pm_1" + charge.Id[4..];
        json["payment_method_details"] = MethodDetails(charge);
        json["outcome"] = Outcome(charge);
        json["billing_details"] = new JsonObject
        {
            ["address"] = Json.Address(),
            ["email"] = charge.Email,
            ["name"] = Json.PayerName,
            ["phone"] = null,
            ["tax_id"] = null,
        };
        if (expand.Into("refunds") is not null)
            json["refunds"] = ListPage.Whole(
                state.Refunds.AsEnumerable().Reverse().Where(refund => refund.ChargeId == charge.Id)
                    .Select(refund => RefundJson.Of(state, refund, Expansion.None)),
                $"/v1/charges/{charge.Id}/refunds");
        if (charge.Status == "failed")
        {
            json["failure_code"] = FailureCode(charge);
            json["failure_message"] = FailureMessage(charge);
        }

        return json;
    }

    private static JsonObject MethodDetails(Charge charge)
    {
        var details = Json.Parse(charge.MethodType == "card" ? CardDetails : BankDetails);
        details["last4"] = charge.Last4;
        return new JsonObject { ["type"] = charge.MethodType, [charge.MethodType] = details };
    }

    private static JsonObject Outcome(Charge charge) => Json.Parse(charge.Status == "failed"
        ? """
          {"advice_code":"try_again_later","network_advice_code":null,"network_decline_code":null,
          "network_status":"declined_by_network","reason":"generic_decline",
          "seller_message":"The bank did not return any further details.","type":"issuer_declined"}
          """
        : """
          {"advice_code":null,"network_advice_code":null,"network_decline_code":null,
          "network_status":"approved_by_network","reason":null,"seller_message":"Payment complete.","type":"authorized"}
          """);

    private static JsonObject LastError(SandboxState state, Charge charge)
    {
        var error = new JsonObject
        {
            ["type"] = charge.MethodType == "card" ? "card_error" : "invalid_request_error",
            ["charge"] = charge.Id,
            ["code"] = FailureCode(charge),
            ["message"] = FailureMessage(charge),
        };
        if (charge.MethodType == "card")
            error["decline_code"] = charge.DeclineCode ?? "generic_decline";
        if (charge.PaymentMethodId is { } method)
            error["payment_method"] = PaymentMethodJson.Reference(state, method, Expansion.None);
        return error;
    }

    internal static string FailureCode(Charge charge) => charge switch
    {
        { MethodType: not "card" } => "payment_intent_payment_attempt_failed",
        { DeclineCode: "authentication_required" } => "authentication_required",
        _ => "card_declined",
    };

    internal static string FailureMessage(Charge charge) => charge switch
    {
        { MethodType: not "card" } => "The customer's account has insufficient funds to cover this payment.",
        { DeclineCode: "authentication_required" } =>
            "Your card was declined. This transaction requires authentication.",
        _ => "Your card was declined.",
    };
}
