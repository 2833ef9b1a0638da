using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

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
