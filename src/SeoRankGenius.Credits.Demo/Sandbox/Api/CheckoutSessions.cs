using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SeoRankGenius.Credits.Demo.Sandbox.Simulation;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>Which operation answers which path under /v1.</summary>
internal sealed class WireRoutes(Store store, Checkout checkout, Exchange exchange)
{
    private const string Sessions = "/v1/checkout/sessions";

    public void Map(WebApplication app)
    {
        // Routing overlooks a slash at the end; Stripe does not, and an empty id in the path leads there.
        app.Use((http, next) => http.Request.Path.Value is ['/', 'v', '1', '/', .., '/']
            ? RefuseUnrecognized(http)
            : next(http));

        app.MapPost(Sessions, exchange.For(CreateSession));
        app.MapGet(Sessions, exchange.For(ListSessions));
        app.MapGet(Sessions + "/{id}", exchange.For(GetSession));
        app.MapPost(Sessions + "/{id}/expire", exchange.For(ExpireSession));
        app.MapGet(Sessions + "/{id}/line_items", exchange.For(ListLineItems));
        app.MapGet("/v1/payment_intents/{id}", exchange.For(GetPayment));
        app.MapGet("/v1/charges/{id}", exchange.For(GetCharge));
        app.MapGet("/v1/events", exchange.For(ListEvents));
        app.MapGet("/v1/events/{id}", exchange.For(GetEvent));
        app.Map("/v1/{**rest}", (RequestDelegate)RefuseUnrecognized);
    }

    private static CheckoutSession Session(SandboxState state, WireCall call) =>
        state.Sessions.Find(s => s.Id == call.Id)
        ?? throw StripeFailure.Missing("checkout.session", call.Id, "session");

    private JsonObject CreateSession(WireCall call)
    {
        var session = call.Fields["mode"] == "subscription"
            ? store.Read(state => PlanSessionParameters.Read(state, call.Fields, store.Now, call.BaseUrl))
            : SessionParameters.Read(call.Fields, store.Now, call.BaseUrl);
        return checkout.Open(session, Expansion.Read(call.Fields, SessionJson.Expandable));
    }

    private JsonObject GetSession(WireCall call)
    {
        checkout.CatchUp();
        var expand = OnlyExpand(call, SessionJson.Expandable);
        return store.Read(state => SessionJson.Of(state, Session(state, call), expand));
    }

    private JsonObject ListSessions(WireCall call)
    {
        checkout.CatchUp();
        var fields = call.Fields;
        fields.RefuseOthersThan(ListPage.Parameters.Concat(["payment_intent", "status"]));
        var status = Check.OneOf(fields, "status", "complete", "expired", "open");
        var payment = Check.Text(fields, "payment_intent");
        var expand = Expansion.Read(fields, SessionJson.Expandable, isList: true);
        return store.Read(state => ListPage.Read(
            fields,
            [.. state.Sessions.AsEnumerable().Reverse().Where(s => (status is null || s.Status == status)
                && (payment is null || s.PaymentId == payment)
                && ListPage.IsWithin(fields, s.CreatedAt))],
            new ListShape<CheckoutSession>(
                "checkout.session", Sessions, s => s.Id, s => SessionJson.Of(state, s, expand))));
    }

    private JsonObject ExpireSession(WireCall call)
    {
        checkout.CatchUp();
        var expand = OnlyExpand(call, SessionJson.Expandable);
        var session = store.Read(state => Session(state, call));
        if (!checkout.Expire(call.Id, call.Origin))
            throw NotOpen(session);
        return store.Read(state => SessionJson.Of(state, session, expand));
    }

    private JsonObject ListLineItems(WireCall call)
    {
        call.Fields.RefuseOthersThan("ending_before", "expand[#]", "limit", "starting_after");
        var expand = Expansion.Read(call.Fields, ItemJson.Expandable, isList: true);
        return store.Read(state =>
        {
            var session = Session(state, call);
            return ListPage.Read(call.Fields, session.Items, new ListShape<LineItem>(
                "item", $"{Sessions}/{session.Id}/line_items", i => i.Id, i => ItemJson.Of(session, i, expand)));
        });
    }

    private JsonObject GetPayment(WireCall call)
    {
        checkout.CatchUp();
        var expand = OnlyExpand(call, PaymentJson.Expandable);
        return store.Read(state => PaymentJson.Of(
            state,
            state.Payments.Find(p => p.Id == call.Id)
                ?? throw StripeFailure.Missing("payment_intent", call.Id, "intent"),
            expand));
    }

    private JsonObject GetCharge(WireCall call)
    {
        checkout.CatchUp();
        var expand = OnlyExpand(call, PaymentJson.ExpandableOfCharge);
        return store.Read(state => PaymentJson.OfCharge(
            state,
            state.Charges.Find(c => c.Id == call.Id) ?? throw StripeFailure.Missing("charge", call.Id, "id"),
            expand));
    }

    private JsonObject ListEvents(WireCall call)
    {
        checkout.CatchUp();
        var fields = call.Fields;
        fields.RefuseOthersThan(ListPage.Parameters.Concat(["delivery_success", "type", "types[#]"]));
        Expansion.Read(fields, [], isList: true);
        var wanted = EventFilter.Read(fields);
        return store.Read(state => ListPage.Read(
            fields,
            [.. state.Events.AsEnumerable().Reverse().Where(wanted)],
            new ListShape<StripeEvent>("event", "/v1/events", e => e.Id, EventJson.Of)));
    }

    private Task RefuseUnrecognized(HttpContext http) => exchange.For(_ => throw new StripeFailure(
        404,
        "invalid_request_error",
        $"Unrecognized request URL ({http.Request.Method}: {http.Request.Path}). If you are trying to list objects, " +
        "remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid " +
        "(non-empty) identifier in your code. Please see https://stripe.com/docs or we can help at " +
        "https://support.stripe.com/."))(http);

    private static StripeFailure NotOpen(CheckoutSession session) => new(
        400, "invalid_request_error", "Only Checkout Sessions with a status in [\"open\"] can be expired. This " +
        $"Checkout Session has a status of {session.Status}.") { IsExecuted = true };

    private JsonObject GetEvent(WireCall call)
    {
        OnlyExpand(call, []);
        return store.Read(state => EventJson.Of(
            state.Events.Find(e => e.Id == call.Id) ?? throw StripeFailure.Missing("event", call.Id, "id")));
    }

    private static Expansion OnlyExpand(WireCall call, string[] expandable)
    {
        call.Fields.RefuseOthersThan("expand[#]");
        return Expansion.Read(call.Fields, expandable);
    }
}

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

/// <summary>A line item on the wire, with its price and, expanded, its product.</summary>
internal static class ItemJson
{
    public static readonly string[] Expandable = ["price.product"];

    internal const string ConstantOfPrice = """
        {"object":"price","active":false,"billing_scheme":"per_unit","custom_unit_amount":null,"livemode":false,
        "lookup_key":null,"metadata":{},"nickname":null,"recurring":null,"tax_behavior":"unspecified",
        "tiers_mode":null,"transform_quantity":null,"type":"one_time"}
        """;

    internal const string ConstantOfProduct = """
        {"object":"product","active":false,"default_price":null,"images":[],"livemode":false,"marketing_features":[],
        "metadata":{},"package_dimensions":null,"shippable":null,"statement_descriptor":null,"tax_code":null,
        "type":"service","unit_label":null,"url":null}
        """;

    /// <summary>Paths to expand begin at the list, <c>data.price.product</c>, or at the item.</summary>
    public static JsonObject Of(CheckoutSession session, LineItem item, Expansion expand)
    {
        var amounts = Amounts.Of(session, item);
        var ofItem = expand.Into("data") ?? expand;
        return new JsonObject
        {
            ["id"] = item.Id,
            ["object"] = "item",
            ["adjustable_quantity"] = null,
            ["amount_discount"] = amounts.Discount,
            ["amount_subtotal"] = amounts.Subtotal,
            ["amount_tax"] = amounts.Tax,
            ["amount_total"] = amounts.Total,
            ["currency"] = session.Currency,
            ["description"] = item.Name,
            ["metadata"] = new JsonObject(),
            ["price"] = Price(session, item, ofItem.Into("price")?.Into("product") is not null),
            ["quantity"] = item.Quantity,
        };
    }

    private static JsonObject Price(CheckoutSession session, LineItem item, bool withProduct)
    {
        var json = Json.Parse(ConstantOfPrice);
        json["id"] = item.PriceId;
        json["created"] = session.CreatedAt.ToUnixTimeSeconds();
        json["currency"] = session.Currency;
        json["unit_amount"] = item.UnitAmountCents;
        json["unit_amount_decimal"] = item.UnitAmountCents.ToString(CultureInfo.InvariantCulture);
        json["product"] = withProduct ? Product(session, item) : item.ProductId;
        return json;
    }

    private static JsonObject Product(CheckoutSession session, LineItem item)
    {
        var json = Json.Parse(ConstantOfProduct);
        json["id"] = item.ProductId;
        json["name"] = item.Name;
        json["description"] = item.Description;
        json["created"] = session.CreatedAt.ToUnixTimeSeconds();
        json["updated"] = session.CreatedAt.ToUnixTimeSeconds();
        return json;
    }
}
