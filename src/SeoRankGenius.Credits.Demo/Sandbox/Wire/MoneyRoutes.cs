using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

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
