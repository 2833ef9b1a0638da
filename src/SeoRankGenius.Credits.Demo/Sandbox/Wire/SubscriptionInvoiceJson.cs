using System.Globalization;
using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

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
