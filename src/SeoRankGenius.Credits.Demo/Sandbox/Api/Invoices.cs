using System.Globalization;
using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

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

/// <summary>A subscription's invoice on the wire.</summary>
internal static class SubscriptionInvoiceJson
{
    public static JsonObject Of(Invoice invoice)
    {
        var at = invoice.CreatedAt.ToUnixTimeSeconds();
        var isPaid = invoice.Status == "paid";
        var json = Json.Parse(InvoiceJson.Constant);
        json["id"] = invoice.Id;
        json["amount_due"] = invoice.TotalCents;
        json["amount_paid"] = isPaid ? invoice.TotalCents : 0;
        json["amount_remaining"] = isPaid ? 0 : invoice.TotalCents;
        json["attempt_count"] = invoice.Attempts;
        json["attempted"] = invoice.Attempts > 0;
        json["auto_advance"] = !isPaid;
        json["billing_reason"] = invoice.Reason;
        foreach (var time in (string[])["created", "effective_at", "period_start", "period_end"])
            json[time] = at;
        json["currency"] = invoice.Currency;
        json["customer"] = invoice.CustomerId;
        json["customer_email"] = invoice.Email;
        json["hosted_invoice_url"] = $"{invoice.Origin}/invoices/{invoice.Id}";
        json["invoice_pdf"] = $"{invoice.Origin}/invoices/{invoice.Id}/pdf";
        json["lines"] = ListPage.Whole(
            invoice.Lines.Select(line => Line(invoice, line)), $"/v1/invoices/{invoice.Id}/lines");
        json["next_payment_attempt"] = invoice.TriesAgainAt?.ToUnixTimeSeconds();
        json["number"] = $"SANDBOX-{invoice.Id[^6..].ToUpperInvariant()}";
        json["parent"] = new JsonObject
        {
            ["quote_details"] = null,
            ["subscription_details"] = new JsonObject
            {
                ["metadata"] = Json.Of(invoice.Metadata), ["subscription"] = invoice.SubscriptionId,
            },
            ["type"] = "subscription_details",
        };
        json["status"] = invoice.Status;
        json["status_transitions"] = new JsonObject
        {
            ["finalized_at"] = invoice.Status == "draft" ? null : at,
            ["marked_uncollectible_at"] = null,
            ["paid_at"] = invoice.PaidAt?.ToUnixTimeSeconds(),
            ["voided_at"] = null,
        };
        foreach (var sum in (string[])["subtotal", "subtotal_excluding_tax", "total", "total_excluding_tax"])
            json[sum] = invoice.Lines.Sum(line => line.AmountCents);
        return json;
    }

    private static JsonObject Line(Invoice invoice, InvoiceLine line)
    {
        var json = Json.Parse(InvoiceJson.ConstantOfLine);
        json["id"] = line.Id;
        json["amount"] = line.AmountCents;
        json["subtotal"] = line.AmountCents;
        json["currency"] = invoice.Currency;
        json["description"] = line.Description;
        json["invoice"] = invoice.Id;
        json["parent"] = new JsonObject
        {
            ["invoice_item_details"] = null,
            ["subscription_item_details"] = new JsonObject
            {
                ["invoice_item"] = line.IsProration ? "ii_1" + line.Id[4..] : null,
                ["proration"] = line.IsProration,
                ["proration_details"] = line.IsProration ? new JsonObject { ["credited_items"] = null } : null,
                ["subscription"] = invoice.SubscriptionId,
                ["subscription_item"] = invoice.ItemId,
            },
            ["type"] = "subscription_item_details",
        };
        json["period"] = new JsonObject
        {
            ["start"] = line.Start.ToUnixTimeSeconds(), ["end"] = line.End.ToUnixTimeSeconds(),
        };
        json["pricing"] = new JsonObject
        {
            ["price_details"] = new JsonObject { ["price"] = line.PriceId, ["product"] = line.ProductId },
            ["type"] = "price_details",
            ["unit_amount_decimal"] = line.AmountCents.ToString(CultureInfo.InvariantCulture),
        };
        json["quantity"] = 1;
        return json;
    }
}
