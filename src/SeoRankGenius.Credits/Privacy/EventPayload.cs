using System.Text.Json.Nodes;

namespace SeoRankGenius.Credits.Privacy;

/// <summary>What is kept of a Stripe event's payload after <see cref="RetentionOptions.PayloadDays"/>.</summary>
internal static class EventPayload
{
    /// <summary>What it says about a person; the books do not need it.</summary>
    private static readonly HashSet<string> Personal =
    [
        "address", "billing_details", "collected_information", "customer_address", "customer_details", "customer_email",
        "customer_name", "customer_phone", "customer_shipping", "email", "name", "phone", "receipt_email", "shipping",
        "shipping_details",
    ];

    /// <summary>
    /// The payload without personal data and without fields that have no value. The event can still be applied again.
    /// </summary>
    public static string Reduced(string payload)
    {
        var json = JsonNode.Parse(payload);
        Reduce(json);
        return json?.ToJsonString() ?? payload;
    }

    private static void Reduce(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields.ToList())
                    if (value is null || Personal.Contains(name))
                        fields.Remove(name);
                    else
                        Reduce(value);
                break;
            case JsonArray items:
                foreach (var item in items)
                    Reduce(item);
                break;
        }
    }
}
