using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>A Checkout Session on the wire, with every property of API 2026-10-28.endive.</summary>
internal static class SessionJson
{
    public static readonly string[] Expandable =
    [
        "line_items", "line_items.data.price.product", "payment_intent", "payment_intent.latest_charge",
        "payment_intent.latest_charge.refunds", "payment_intent.payment_method", "invoice", "customer",
    ];

    private const string Constant = """
        {"object":"checkout.session","adaptive_pricing":{"enabled":false},"after_expiration":null,
        "billing_address_collection":null,"client_secret":null,"collected_information":null,"consent":null,
        "consent_collection":null,"currency_conversion":null,"custom_fields":[],"custom_text":{"after_submit":null,
        "shipping_address":null,"submit":null,"terms_of_service_acceptance":null},"customer_account":null,
        "integration_identifier":null,"livemode":false,"managed_payments":null,"mode":"payment",
        "origin_context":null,"payment_link":null,"payment_method_collection":"if_required",
        "payment_method_configuration_details":null,"payment_method_options":{},"permissions":null,
        "phone_number_collection":{"enabled":false},"recovered_from":null,"saved_payment_method_options":null,
        "setup_intent":null,"shipping_address_collection":null,"shipping_cost":null,"shipping_options":[],
        "submit_type":null,"subscription":null,"ui_mode":"hosted_page","wallet_options":null}
        """;

    private const string InvoiceData = """
        {"account_tax_ids":null,"custom_fields":null,"description":null,"footer":null,"issuer":null,"metadata":{},
        "rendering_options":null}
        """;

    public static JsonObject Of(SandboxState state, CheckoutSession session, Expansion expand)
    {
        var json = Json.Parse(Constant);
        json["id"] = session.Id;
        json["created"] = session.CreatedAt.ToUnixTimeSeconds();
        json["expires_at"] = session.ExpiresAt.ToUnixTimeSeconds();
        json["status"] = session.Status;
        json["payment_status"] = session.PaymentStatus;
        json["url"] = session.Status == "open" ? session.Url : null;
        json["success_url"] = session.SuccessUrl;
        json["cancel_url"] = session.CancelUrl;
        json["client_reference_id"] = session.ClientReferenceId;
        json["customer"] = CustomerJson.Reference(state, session.Customer, expand.Into("customer"));
        json["customer_creation"] = session.Customer is null ? "if_required" : null;
        json["customer_email"] = session.CustomerEmail;
        json["customer_details"] = CustomerDetails(session);
        json["locale"] = session.Locale;
        json["metadata"] = Json.Of(session.Metadata);
        json["allow_promotion_codes"] = session.AllowPromotionCodes;
        json["invoice_creation"] = new JsonObject
        {
            ["enabled"] = session.InvoiceCreation,
            ["invoice_data"] = Json.Parse(InvoiceData),
        };
        json["payment_method_types"] = Json.Of(session.PaymentMethodTypes);
        json["allowed_payment_method_types"] = Json.Of(session.PaymentMethodTypes);
        json["payment_intent"] = PaymentJson.Reference(state, session.PaymentId, expand.Into("payment_intent"));
        json["invoice"] = session.InvoiceId is null ? null
            : expand.Into("invoice") is null ? session.InvoiceId
            : state.Invoices.Find(i => i.Id == session.InvoiceId) is { } invoice ? SubscriptionInvoiceJson.Of(invoice)
            : InvoiceJson.Of(session);
        if (session.Terms is not null)
            AddTerms(json, session);
        AddAmounts(json, session);
        if (expand.Into("line_items") is { } items)
            json["line_items"] = ListPage.Whole(
                session.Items.Select(item => ItemJson.Of(session, item, items)),
                $"/v1/checkout/sessions/{session.Id}/line_items");
        return json;
    }

    private static void AddTerms(JsonObject json, CheckoutSession session)
    {
        json["mode"] = "subscription";
        json["subscription"] = session.SubscriptionId;
        json["invoice_creation"] = null;
        json["payment_method_collection"] = "always";
    }

    private static JsonObject? CustomerDetails(CheckoutSession session)
    {
        if ((session.PayerEmail ?? session.KnownEmail) is not { } email)
            return null;
        return new JsonObject
        {
            ["address"] = session.Status == "complete" ? Json.Address() : null,
            ["business_name"] = null,
            ["email"] = email,
            ["individual_name"] = null,
            ["name"] = session.Status == "complete" ? Json.PayerName : null,
            ["phone"] = null,
            ["tax_exempt"] = "none",
            ["tax_ids"] = session.Status == "complete" ? new JsonArray() : null,
        };
    }

    private static void AddAmounts(JsonObject json, CheckoutSession session)
    {
        var amounts = Amounts.Of(session);
        json["currency"] = session.Currency;
        json["amount_subtotal"] = amounts.Subtotal;
        json["amount_total"] = amounts.Total;
        json["total_details"] = new JsonObject
        {
            ["amount_discount"] = amounts.Discount,
            ["amount_shipping"] = 0,
            ["amount_tax"] = amounts.Tax,
        };
        json["automatic_tax"] = new JsonObject
        {
            ["enabled"] = session.AutomaticTax,
            ["liability"] = session.AutomaticTax ? new JsonObject { ["type"] = "self" } : null,
            ["provider"] = session.AutomaticTax ? "stripe" : null,
            ["status"] = session.AutomaticTax ? "complete" : null,
        };
        json["discounts"] = session.PromotionCode is { } code
            ? new JsonArray(new JsonObject { ["coupon"] = null, ["promotion_code"] = "promo_1sandbox" + code })
            : new JsonArray();
    }
}
