using System.Globalization;
using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

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
