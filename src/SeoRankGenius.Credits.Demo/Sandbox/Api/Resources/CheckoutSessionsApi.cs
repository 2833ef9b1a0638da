namespace SeoRankGenius.Credits.Demo.Sandbox.Api.Resources;

/// <summary>Checkout Sessions and their line items: their routes and their JSON.</summary>
internal sealed class CheckoutSessionsApi(Store store, Checkout checkout)
{
    public static readonly Resource<CheckoutSession> Resource = new(
        "checkout.session", "session",
        [
            "line_items", "line_items.data.price.product", "payment_intent", "payment_intent.latest_charge",
            "payment_intent.latest_charge.refunds", "payment_intent.payment_method", "invoice", "customer",
        ],
        state => state.Sessions, Write);

    private const string Path = "/v1/checkout/sessions";

    private const string Constants = """
        {"adaptive_pricing":{"enabled":false},"custom_fields":[],"custom_text":{},"livemode":false,
        "payment_method_options":{},"phone_number_collection":{"enabled":false},"shipping_options":[],
        "ui_mode":"hosted_page"}
        """;

    public void Map(ApiEndpoints api)
    {
        api.Post(Path, Create);
        api.List(Path, Resource, ["payment_intent", "status"], fields =>
        {
            var status = fields.OneOf("status", "complete", "expired", "open");
            var payment = fields.Text("payment_intent");
            return s => s.Status == (status ?? s.Status) && (payment is null || s.PaymentId == payment);
        });
        api.Get(Path + "/{id}", Resource.Get);
        api.Post(Path + "/{id}/expire", Expire);
        api.Get(Path + "/{id}/line_items", ListLineItems);
    }

    private JsonObject Create(ApiCall call)
    {
        var session = store.Read(state => SessionParameters.Read(state, call, store.Now));
        return checkout.Open(session, Expansion.Read(call.Fields, Resource.Expandable));
    }

    private JsonObject Expire(ApiCall call)
    {
        call.Fields.RefuseOthersThan("expand[#]");
        var expand = Expansion.Read(call.Fields, Resource.Expandable);
        var session = store.Read(state => Resource.Find(state, call.Id));
        if (!checkout.Expire(call.Id, call.Origin))
            throw new StripeError(
                400, "invalid_request_error", "Only Checkout Sessions with a status in [\"open\"] can be expired. " +
                $"This Checkout Session has a status of {session.Status}.") { IsExecuted = true };
        return store.Read(state => Write(state, session, expand));
    }

    private static JsonObject ListLineItems(SandboxState state, ApiCall call)
    {
        call.Fields.RefuseOthersThan("ending_before", "expand[#]", "limit", "starting_after");
        var expand = Expansion.Read(call.Fields, ["price.product"], isList: true);
        var session = Resource.Find(state, call.Id);
        return Lists.Page(call, "item", session.Items, item => item.Id, item => Write(session, item, expand));
    }

    private static JsonObject Write(SandboxState state, CheckoutSession session, Expansion expand)
    {
        var amounts = Amounts.Of(session);
        var isPlan = session.Terms is not null;
        var json = Json.Of(Constants, new
        {
            session.Id, Object = "checkout.session", session.AllowPromotionCodes,
            AllowedPaymentMethodTypes = session.PaymentMethodTypes, AmountSubtotal = amounts.Subtotal,
            AmountTotal = amounts.Total,
            AutomaticTax = session.AutomaticTax
                ? new { Enabled = true, Liability = new { Type = "self" }, Provider = "stripe", Status = "complete" }
                : (object)new { Enabled = false },
            session.CancelUrl, session.ClientReferenceId, Created = session.CreatedAt, session.Currency,
            Customer = CustomersApi.Resource.Reference(state, session.Customer, expand.Into("customer")),
            CustomerCreation = session.Customer is null ? "if_required" : null,
            CustomerDetails = CustomerDetails(session), session.CustomerEmail,
            Discounts = session.PromotionCode is { } code
                ? new[] { new { PromotionCode = "promo_1sandbox" + code } }
                : [],
            session.ExpiresAt,
            Invoice = InvoicesApi.Resource.Reference(state, session.InvoiceId, expand.Into("invoice")),
            InvoiceCreation = isPlan ? null : new
            {
                Enabled = session.InvoiceCreation, InvoiceData = new { Metadata = new { } },
            },
            session.Locale, session.Metadata, Mode = isPlan ? "subscription" : "payment",
            PaymentIntent = PaymentsApi.Resource.Reference(state, session.PaymentId, expand.Into("payment_intent")),
            PaymentMethodCollection = isPlan ? "always" : "if_required", session.PaymentMethodTypes,
            session.PaymentStatus, session.Status, Subscription = session.SubscriptionId, session.SuccessUrl,
            TotalDetails = new { AmountDiscount = amounts.Discount, AmountShipping = 0, AmountTax = amounts.Tax },
            Url = session.Status == "open" ? session.Url : null,
        });
        if (expand.Into("line_items") is { } items)
            json["line_items"] = Json.Of(Json.Embedded(
                session.Items, $"{Path}/{session.Id}/line_items",
                item => Write(session, item, items.Into("data") ?? Expansion.None)));
        return json;
    }

    private static object? CustomerDetails(CheckoutSession session)
    {
        var isComplete = session.Status == "complete";
        return (session.PayerEmail ?? session.KnownEmail) is not { } email ? null : new
        {
            Address = isComplete ? Json.Address() : null, Email = email, Name = isComplete ? Json.PayerName : null,
            TaxExempt = "none", TaxIds = isComplete ? Array.Empty<object>() : null,
        };
    }

    private static JsonObject Write(CheckoutSession session, LineItem item, Expansion expand)
    {
        var amounts = Amounts.Of(session, item);
        return Json.Of(new
        {
            item.Id, Object = "item", AmountDiscount = amounts.Discount, AmountSubtotal = amounts.Subtotal,
            AmountTax = amounts.Tax, AmountTotal = amounts.Total, session.Currency, Description = item.Name,
            Metadata = new { },
            Price = PricesApi.Write(session, item, expand.Into("price")?.Into("product") is not null),
            item.Quantity,
        });
    }
}
