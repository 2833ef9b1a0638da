using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>A payment method on the wire.</summary>
internal static class PaymentMethodJson
{
    private const string Constant = """
        {"object":"payment_method","allow_redisplay":"limited","customer_account":null,"livemode":false,"metadata":{}}
        """;

    private const string Card = """
        {"brand":"visa","checks":{"address_line1_check":null,"address_postal_code_check":null,"cvc_check":"pass"},
        "country":"US","display_brand":"visa","exp_month":12,"exp_year":2034,"fingerprint":"sandbox",
        "funding":"credit","generated_from":null,"networks":{"available":["visa"],"preferred":null},
        "regulated_status":"unregulated","three_d_secure_usage":{"supported":true},"wallet":null}
        """;

    private const string BankAccount = """
        {"account_holder_type":"individual","account_type":"checking","bank_name":"STRIPE TEST BANK",
        "financial_connections_account":null,"fingerprint":"sandbox","networks":null,"routing_number":"110000000",
        "status_details":null}
        """;

    public static JsonNode? Reference(SandboxState state, string? id, Expansion? expand) => id is null ? null
        : expand is null ? id
        : Of(state.PaymentMethods.First(method => method.Id == id));

    public static JsonObject Of(PaymentMethod method)
    {
        var json = Json.Parse(Constant);
        json["id"] = method.Id;
        json["created"] = method.CreatedAt.ToUnixTimeSeconds();
        json["customer"] = method.CustomerId;
        json["type"] = method.Type;
        json["billing_details"] = new JsonObject
        {
            ["address"] = Json.Address(),
            ["email"] = method.Email,
            ["name"] = Json.PayerName,
            ["phone"] = null,
            ["tax_id"] = null,
        };
        var details = Json.Parse(method.Type == "card" ? Card : BankAccount);
        details["last4"] = method.Last4;
        json[method.Type] = details;
        return json;
    }
}
