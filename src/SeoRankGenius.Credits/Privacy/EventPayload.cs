using System.Text.Json.Nodes;

namespace SeoRankGenius.Credits.Privacy;

/// <summary>What is kept of a Stripe event's payload after <see cref="RetentionOptions.PayloadDays"/>.</summary>
internal static class EventPayload
{
    private static readonly string[]
        Envelope = ["id", "object", "type", "created", "livemode", "account"], About = ["id", "object", "mode"];

    /// <summary>
    /// The event's envelope and which object it is about. Without the version of the API, the event can still be
    /// applied again: its object is then read from Stripe.
    /// </summary>
    public static string Reduced(string payload)
    {
        if (JsonNode.Parse(payload) is not JsonObject stored)
            return payload;
        var reduced = Only(stored, Envelope);
        if (stored["data"]?["object"] is JsonObject about)
            reduced["data"] = new JsonObject { ["object"] = Only(about, About) };
        return reduced.ToJsonString();
    }

    private static JsonObject Only(JsonObject from, string[] names) => new(
        from.Where(field => names.Contains(field.Key) && field.Value is JsonValue)
            .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
}
