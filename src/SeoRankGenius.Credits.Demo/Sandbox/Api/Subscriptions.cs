using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Demo.Sandbox.Simulation;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>The operations on prices, subscriptions and the billing portal.</summary>
internal sealed class PlanRoutes(Store store, Subscriptions subscriptions, Exchange exchange)
{
    private const string Prices = "/v1/prices", All = "/v1/subscriptions";
    private const string Flow = "flow_data", Confirm = Flow + "[subscription_update_confirm]";
    private const string Then = Flow + "[after_completion]";

    private static readonly string[] Statuses =
        ["active", "all", "canceled", "ended", "past_due", "paused", "trialing", "unpaid"];

    public void Map(WebApplication app)
    {
        app.MapGet(Prices, exchange.For(ListPrices));
        app.MapGet(Prices + "/{id}", exchange.For(GetPrice));
        app.MapGet(All, exchange.For(List));
        app.MapGet(All + "/{id}", exchange.For(Get));
        app.MapPost(All + "/{id}", exchange.For(Update));
        app.MapDelete(All + "/{id}", exchange.For(Cancel));
        app.MapPost("/v1/billing_portal/sessions", exchange.For(OpenPortal));
    }

    private JsonObject ListPrices(WireCall call)
    {
        var fields = call.Fields;
        fields.RefuseOthersThan(ListPage.Parameters.Concat(["active", "currency", "lookup_keys[#]", "product"]));
        var keys = fields.List("lookup_keys");
        if (keys.Count > 10)
            throw StripeFailure.Invalid("lookup_keys", "You may pass up to 10 lookup_keys.");
        var isActive = Check.Boolean(fields, "active") ?? true;
        var (currency, product) = (Check.Text(fields, "currency"), Check.Text(fields, "product"));
        var expand = Expansion.Read(fields, PriceJson.Expandable, isList: true);
        return store.Read(state => ListPage.Read(
            fields,
            [.. state.Prices.AsEnumerable().Reverse().Where(price => isActive
                && (keys.Count == 0 || keys.Contains(price.LookupKey ?? ""))
                && (currency is null || price.Currency == currency)
                && (product is null || price.ProductId == product) && ListPage.IsWithin(fields, price.CreatedAt))],
            new ListShape<RecurringPrice>("price", Prices, p => p.Id, p => PriceJson.Of(p, expand))));
    }

    private JsonObject GetPrice(WireCall call)
    {
        call.Fields.RefuseOthersThan("expand[#]");
        var expand = Expansion.Read(call.Fields, PriceJson.Expandable);
        return store.Read(state => PriceJson.Of(
            state.Prices.Find(p => p.Id == call.Id) ?? throw StripeFailure.Missing("price", call.Id, "price"),
            expand));
    }

    private JsonObject List(WireCall call)
    {
        subscriptions.CatchUp();
        var fields = call.Fields;
        fields.RefuseOthersThan(ListPage.Parameters.Concat(["customer", "price", "status"]));
        var (customer, price) = (Check.Text(fields, "customer"), Check.Text(fields, "price"));
        var status = Check.OneOf(fields, "status", Statuses);
        var expand = Expansion.Read(fields, SubscriptionJson.Expandable, isList: true);
        return store.Read(state => ListPage.Read(
            fields,
            [.. state.Subscriptions.AsEnumerable().Reverse().Where(s =>
                (status is "all" || (status is null or "ended" ? s.IsOver == status is not null : s.Status == status))
                && (customer is null || s.CustomerId == customer) && (price is null || s.PriceId == price)
                && ListPage.IsWithin(fields, s.CreatedAt))],
            new ListShape<Subscription>(
                "subscription", All, s => s.Id, s => SubscriptionJson.Of(state, s, expand))));
    }

    private JsonObject Get(WireCall call)
    {
        call.Fields.RefuseOthersThan("expand[#]");
        return Answer(call);
    }

    private JsonObject Update(WireCall call)
    {
        call.Fields.RefuseOthersThan("cancel_at_period_end", "expand[#]");
        Require(call);
        if (Check.Boolean(call.Fields, "cancel_at_period_end") is { } cancels)
            subscriptions.CancelAtPeriodEnd(call.Id, cancels);
        return Answer(call);
    }

    private JsonObject Cancel(WireCall call)
    {
        call.Fields.RefuseOthersThan("expand[#]", "invoice_now", "prorate");
        Require(call);
        subscriptions.Cancel(call.Id);
        return Answer(call);
    }

    private void Require(WireCall call) => store.Read(state => Find(state, call) is { IsOver: false } ? call : throw
        StripeFailure.Missing("subscription", call.Id, "id"));

    private JsonObject Answer(WireCall call)
    {
        subscriptions.CatchUp();
        var expand = Expansion.Read(call.Fields, SubscriptionJson.Expandable);
        return store.Read(state => SubscriptionJson.Of(state, Find(state, call), expand));
    }

    private static Subscription Find(SandboxState state, WireCall call) =>
        state.Subscriptions.Find(s => s.Id == call.Id)
        ?? throw StripeFailure.Missing("subscription", call.Id, "id");

    private JsonObject OpenPortal(WireCall call)
    {
        var fields = call.Fields;
        fields.RefuseOthersThan(
            "customer", "expand[#]", "return_url", Flow + "[type]", Confirm + "[subscription]",
            Confirm + "[items][#][id]", Confirm + "[items][#][price]", Confirm + "[items][#][quantity]",
            Then + "[type]", Then + "[redirect][return_url]");
        Expansion.Read(fields, []);
        var id = Store.NewId("bps_1");
        var portal = new PortalSession
        {
            Id = id,
            Url = $"{call.BaseUrl}/p/session/{id}",
            CreatedAt = store.Now,
            CustomerId = Check.Required(fields, "customer"),
            ReturnUrl = Check.Url(fields, "return_url"),
            Change = Check.OneOf(fields, Flow + "[type]", "subscription_update_confirm") is null
                ? null
                : new PortalChange(
                    Check.Required(fields, Confirm + "[subscription]"),
                    Check.Required(fields, Confirm + "[items][0][id]"),
                    Check.Required(fields, Confirm + "[items][0][price]"),
                    Check.Url(fields, Then + "[redirect][return_url]")),
        };
        return store.Change(state =>
        {
            Require(state, portal);
            state.Portals.Add(portal);
            return PortalJson.Of(portal);
        });
    }

    private static void Require(SandboxState state, PortalSession portal)
    {
        if (!state.Customers.Exists(customer => customer.Id == portal.CustomerId))
            throw StripeFailure.Missing("customer", portal.CustomerId, "customer", 400);
        if (portal.Change is not { } change)
            return;
        if (!state.Subscriptions.Exists(s => s.Id == change.SubscriptionId && s.ItemId == change.ItemId
            && s.CustomerId == portal.CustomerId && !s.IsOver))
            throw StripeFailure.Missing("subscription", change.SubscriptionId, Confirm + "[subscription]", 400);
        if (!state.Prices.Exists(price => price.Id == change.PriceId))
            throw StripeFailure.Missing("price", change.PriceId, Confirm + "[items][0][price]", 400);
    }
}

/// <summary>A subscription on the wire, with every property of API 2026-10-28.endive.</summary>
internal static class SubscriptionJson
{
    public static readonly string[] Expandable = ["latest_invoice"];

    private const string Constant = """
        {"object":"subscription","application":null,"application_fee_percent":null,"automatic_tax":{
        "disabled_reason":null,"enabled":false,"liability":null},"billing_cycle_anchor_config":null,
        "billing_mode":{"flexible":null,"type":"classic"},"billing_schedules":[],"billing_thresholds":null,
        "collection_method":"charge_automatically","customer_account":null,"days_until_due":null,
        "default_source":null,"default_tax_rates":[],"description":null,"discounts":[],
        "invoice_settings":{"account_tax_ids":null,"custom_fields":null,"description":null,"footer":null,
        "issuer":{"type":"self"}},"livemode":false,"managed_payments":null,
        "next_pending_invoice_item_invoice":null,"on_behalf_of":null,"pause_collection":null,
        "payment_settings":{"payment_method_options":null,"payment_method_types":null,
        "save_default_payment_method":"off"},"pending_invoice_item_interval":null,"pending_setup_intent":null,
        "pending_update":null,"schedule":null,"test_clock":null,"transfer_data":null,
        "trial_settings":{"end_behavior":{"missing_payment_method":"create_invoice"}}}
        """;

    public static JsonObject Of(SandboxState state, Subscription subscription, Expansion expand)
    {
        var json = Json.Parse(Constant);
        json["id"] = subscription.Id;
        json["billing_cycle_anchor"] = (subscription.TrialEnd ?? subscription.CreatedAt).ToUnixTimeSeconds();
        json["cancel_at"] = subscription.CancelAtPeriodEnd ? subscription.PeriodEnd.ToUnixTimeSeconds() : null;
        json["cancel_at_period_end"] = subscription.CancelAtPeriodEnd;
        json["canceled_at"] = subscription.CanceledAt?.ToUnixTimeSeconds();
        json["cancellation_details"] = new JsonObject
        {
            ["comment"] = null, ["feedback"] = null, ["reason"] = subscription.CancelReason,
        };
        json["created"] = subscription.CreatedAt.ToUnixTimeSeconds();
        json["currency"] = subscription.Currency;
        json["customer"] = subscription.CustomerId;
        json["default_payment_method"] = subscription.PaymentMethodId;
        json["ended_at"] = subscription.EndedAt?.ToUnixTimeSeconds();
        json["items"] = ListPage.Whole(
            [Item(state, subscription)], $"/v1/subscription_items?subscription={subscription.Id}");
        json["latest_invoice"] = expand.Into("latest_invoice") is null
            ? subscription.LatestInvoiceId
            : SubscriptionInvoiceJson.Of(state.Invoices.First(i => i.Id == subscription.LatestInvoiceId));
        json["metadata"] = Json.Of(subscription.Metadata);
        json["start_date"] = subscription.CreatedAt.ToUnixTimeSeconds();
        json["status"] = subscription.Status;
        json["trial_end"] = subscription.TrialEnd?.ToUnixTimeSeconds();
        json["trial_start"] = subscription.TrialStart?.ToUnixTimeSeconds();
        return json;
    }

    private static JsonObject Item(SandboxState state, Subscription subscription) => new()
    {
        ["id"] = subscription.ItemId,
        ["object"] = "subscription_item",
        ["billing_thresholds"] = null,
        ["created"] = subscription.CreatedAt.ToUnixTimeSeconds(),
        ["current_period_end"] = subscription.PeriodEnd.ToUnixTimeSeconds(),
        ["current_period_start"] = subscription.PeriodStart.ToUnixTimeSeconds(),
        ["discounts"] = new JsonArray(),
        ["metadata"] = new JsonObject(),
        ["plan"] = PriceJson.Plan(state.Price(subscription.PriceId)),
        ["price"] = PriceJson.Of(state.Price(subscription.PriceId), Expansion.None),
        ["quantity"] = 1,
        ["subscription"] = subscription.Id,
        ["tax_rates"] = new JsonArray(),
    };
}

/// <summary>A price on the wire, with its product, and as the plan that it used to be called.</summary>
internal static class PriceJson
{
    public static readonly string[] Expandable = ["product"];

    public static JsonObject Of(RecurringPrice price, Expansion expand)
    {
        var json = Json.Parse(ItemJson.ConstantOfPrice);
        json["id"] = price.Id;
        json["active"] = true;
        json["created"] = price.CreatedAt.ToUnixTimeSeconds();
        json["currency"] = price.Currency;
        json["lookup_key"] = price.LookupKey;
        json["product"] = expand.Into("product") is null ? price.ProductId : Product(price);
        json["recurring"] = new JsonObject
        {
            ["interval"] = price.Interval,
            ["interval_count"] = 1,
            ["meter"] = null,
            ["trial_period_days"] = null,
            ["usage_type"] = "licensed",
        };
        json["type"] = "recurring";
        json["unit_amount"] = price.AmountCents;
        json["unit_amount_decimal"] = price.AmountCents.ToString(CultureInfo.InvariantCulture);
        return json;
    }

    public static JsonObject Product(RecurringPrice price)
    {
        var json = Json.Parse(ItemJson.ConstantOfProduct);
        json["id"] = price.ProductId;
        json["active"] = true;
        json["name"] = price.Name;
        json["description"] = null;
        json["created"] = price.CreatedAt.ToUnixTimeSeconds();
        json["updated"] = price.CreatedAt.ToUnixTimeSeconds();
        return json;
    }

    public static JsonObject Plan(RecurringPrice price) => new()
    {
        ["id"] = price.Id,
        ["object"] = "plan",
        ["active"] = true,
        ["amount"] = price.AmountCents,
        ["amount_decimal"] = price.AmountCents.ToString(CultureInfo.InvariantCulture),
        ["billing_scheme"] = "per_unit",
        ["created"] = price.CreatedAt.ToUnixTimeSeconds(),
        ["currency"] = price.Currency,
        ["interval"] = price.Interval,
        ["interval_count"] = 1,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["meter"] = null,
        ["nickname"] = null,
        ["product"] = price.ProductId,
        ["tiers_mode"] = null,
        ["transform_usage"] = null,
        ["trial_period_days"] = null,
        ["usage_type"] = "licensed",
    };
}

/// <summary>A session of the billing portal on the wire.</summary>
internal static class PortalJson
{
    public static JsonObject Of(PortalSession portal) => new()
    {
        ["id"] = portal.Id,
        ["object"] = "billing_portal.session",
        ["configuration"] = "bpc_1Sandbox",
        ["created"] = portal.CreatedAt.ToUnixTimeSeconds(),
        ["customer"] = portal.CustomerId,
        ["customer_account"] = null,
        ["flow"] = portal.Change is { } change ? Confirm(change) : null,
        ["livemode"] = false,
        ["locale"] = null,
        ["on_behalf_of"] = null,
        ["return_url"] = portal.ReturnUrl,
        ["url"] = portal.Url,
    };

    private static JsonObject Confirm(PortalChange change) => new()
    {
        ["after_completion"] = new JsonObject
        {
            ["hosted_confirmation"] = null,
            ["redirect"] = change.ThenUrl is { } url ? new JsonObject { ["return_url"] = url } : null,
            ["type"] = change.ThenUrl is null ? "portal_homepage" : "redirect",
        },
        ["subscription_cancel"] = null,
        ["subscription_update"] = null,
        ["subscription_update_confirm"] = new JsonObject
        {
            ["discounts"] = null,
            ["items"] = new JsonArray(new JsonObject
            {
                ["id"] = change.ItemId, ["price"] = change.PriceId, ["quantity"] = 1,
            }),
            ["subscription"] = change.SubscriptionId,
        },
        ["type"] = "subscription_update_confirm",
    };
}
