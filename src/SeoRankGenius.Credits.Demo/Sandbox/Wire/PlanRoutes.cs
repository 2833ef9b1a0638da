using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

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
