using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>A customer on the wire.</summary>
internal static class CustomerJson
{
    public static readonly string[] Expandable = ["invoice_settings.default_payment_method"];

    private const string Constant = """
        {"object":"customer","address":null,"balance":0,"currency":null,"customer_account":null,"default_source":null,
        "delinquent":false,"discount":null,"livemode":false,"next_invoice_sequence":1,"phone":null,
        "preferred_locales":[],"shipping":null,"tax_exempt":"none","test_clock":null}
        """;

    public static JsonNode? Reference(SandboxState state, string? id, Expansion? expand) => id is null ? null
        : expand is null ? id
        : Of(state, state.Customers.First(customer => customer.Id == id), expand);

    public static JsonObject Of(SandboxState state, Customer customer, Expansion expand)
    {
        var json = Json.Parse(Constant);
        json["id"] = customer.Id;
        json["created"] = customer.CreatedAt.ToUnixTimeSeconds();
        json["description"] = customer.Description;
        json["email"] = customer.Email;
        json["invoice_prefix"] = customer.Id[^8..].ToUpperInvariant();
        json["metadata"] = Json.Of(customer.Metadata);
        json["name"] = customer.Name;
        json["invoice_settings"] = new JsonObject
        {
            ["custom_fields"] = null,
            ["default_payment_method"] = PaymentMethodJson.Reference(
                state, customer.DefaultPaymentMethodId,
                expand.Into("invoice_settings")?.Into("default_payment_method")),
            ["footer"] = null,
            ["rendering_options"] = null,
        };
        return json;
    }
}
