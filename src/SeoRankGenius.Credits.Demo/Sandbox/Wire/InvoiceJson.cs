using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>The paid invoice of a Checkout Session on the wire.</summary>
internal static class InvoiceJson
{
    internal const string Constant = """
        {"object":"invoice","account_country":"US","account_name":"SEO Rank Genius","account_tax_ids":null,
        "amount_overpaid":0,"amount_remaining":0,"amount_shipping":0,"application":null,"attempt_count":1,
        "attempted":true,"auto_advance":false,"automatic_tax":{"disabled_reason":null,"enabled":false,
        "liability":null,"provider":null,"status":null},"automatically_finalizes_at":null,"billing_reason":"manual",
        "collection_method":"charge_automatically","custom_fields":null,"customer":null,"customer_account":null,
        "customer_address":null,"customer_name":"Jenny Rosen","customer_phone":null,"customer_shipping":null,
        "customer_tax_exempt":"none","customer_tax_ids":[],"default_payment_method":null,"default_source":null,
        "default_tax_rates":[],"description":null,"discounts":[],"due_date":null,"ending_balance":0,"footer":null,
        "from_invoice":null,"issuer":{"type":"self"},"last_finalization_error":null,"latest_revision":null,
        "livemode":false,"metadata":{},"next_payment_attempt":null,"on_behalf_of":null,"parent":null,
        "payment_settings":{"default_mandate":null,"payment_method_options":null,"payment_method_types":null},
        "post_payment_credit_notes_amount":0,"pre_payment_credit_notes_amount":0,"receipt_number":null,
        "rendering":null,"shipping_cost":null,"shipping_details":null,"starting_balance":0,
        "statement_descriptor":null,"status":"paid","test_clock":null,"total_discount_amounts":[],
        "total_pretax_credit_amounts":[],"total_taxes":[],"webhooks_delivered_at":null}
        """;

    internal const string ConstantOfLine = """
        {"object":"line_item","discount_amounts":[],"discountable":true,"discounts":[],"livemode":false,"metadata":{},
        "parent":null,"pretax_credit_amounts":[],"pricing":null,"quantity_decimal":null,"subscription":null,
        "taxes":[]}
        """;

    public static JsonObject Of(CheckoutSession session)
    {
        var id = session.InvoiceId!;
        var amounts = Amounts.Of(session);
        var at = session.CreatedAt.ToUnixTimeSeconds();
        var json = Json.Parse(Constant);
        json["id"] = id;
        foreach (var time in (string[])["created", "effective_at", "period_start", "period_end"])
            json[time] = at;
        json["currency"] = session.Currency;
        json["customer_email"] = session.PayerEmail;
        json["number"] = $"SANDBOX-{id[^6..].ToUpperInvariant()}";
        json["hosted_invoice_url"] = $"{session.Origin}/invoices/{id}";
        json["invoice_pdf"] = $"{session.Origin}/invoices/{id}/pdf";
        foreach (var total in (string[])["amount_due", "amount_paid", "total"])
            json[total] = amounts.Total;
        json["subtotal"] = amounts.Subtotal;
        json["subtotal_excluding_tax"] = amounts.Subtotal;
        json["total_excluding_tax"] = amounts.Subtotal - amounts.Discount;
        json["status_transitions"] = new JsonObject
        {
            ["finalized_at"] = at, ["marked_uncollectible_at"] = null, ["paid_at"] = at, ["voided_at"] = null,
        };
        json["lines"] = ListPage.Whole(session.Items.Select(item => Line(session, item)), $"/v1/invoices/{id}/lines");
        return json;
    }

    private static JsonObject Line(CheckoutSession session, LineItem item)
    {
        var at = session.CreatedAt.ToUnixTimeSeconds();
        var json = Json.Parse(ConstantOfLine);
        json["id"] = "il_1" + item.Id[4..];
        json["amount"] = Amounts.Of(session, item).Subtotal;
        json["subtotal"] = Amounts.Of(session, item).Subtotal;
        json["currency"] = session.Currency;
        json["description"] = item.Name;
        json["invoice"] = session.InvoiceId;
        json["period"] = new JsonObject { ["start"] = at, ["end"] = at };
        json["quantity"] = item.Quantity;
        return json;
    }
}
