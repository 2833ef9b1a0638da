using System.Globalization;
using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

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
