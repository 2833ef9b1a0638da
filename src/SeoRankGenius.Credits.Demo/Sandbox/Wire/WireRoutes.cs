using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

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
