namespace SeoRankGenius.Credits.Demo.Sandbox.Api.Resources;

/// <summary>Events: their routes, and their JSON in a list as in a delivery.</summary>
internal static class EventsApi
{
    public const string ApiVersion = "2026-10-28.endive";

    public static readonly Resource<StripeEvent> Resource =
        new("event", "id", [], state => state.Events, (_, entry, _) => Write(entry));

    public static void Map(ApiEndpoints api)
    {
        api.List("/v1/events", Resource, ["delivery_success", "type", "types[#]"], Filter);
        api.Get("/v1/events/{id}", Resource.Get);
    }

    /// <summary>The events about any of these objects, their payments and subscriptions, oldest first.</summary>
    public static IReadOnlyList<JsonObject> About(Store store, params string?[] ids)
    {
        bool IsOne(JsonNode? id) => id is JsonValue && ids.Contains(id.ToString());
        return Resource.WriteAll(store, e => IsOne(e.Data["id"]) || IsOne(e.Data["payment_intent"])
            || IsOne(e.Data["subscription"]) || IsOne(e.Data["parent"]?["subscription_details"]?["subscription"]));
    }

    public static JsonObject Write(StripeEvent entry) => Json.Of(new
    {
        entry.Id, Object = "event", ApiVersion, Created = entry.CreatedAt, Data = new { Object = entry.Data },
        Livemode = false, PendingWebhooks = entry.DeliveredAt is null ? 1 : 0,
        Request = new { Id = entry.RequestId, entry.IdempotencyKey }, entry.Type,
    });

    private static Func<StripeEvent, bool> Filter(FormFields fields)
    {
        var (type, types, delivered) = (fields.Text("type"), fields.List("types"), fields.Boolean("delivery_success"));
        if (type is not null && types.Count > 0)
            throw StripeError.Invalid("type", "You may only specify one of these parameters: type, types.");
        if (types.Count > 20)
            throw StripeError.Invalid("types", "You may pass up to 20 types.");
        return e => (type is null || Matches(type, e.Type)) && (types.Count == 0 || types.Contains(e.Type))
            && (delivered is null || delivered == e.DeliveredAt is not null);
    }

    // A type may end with a star: checkout.session.*
    private static bool Matches(string wanted, string type) => wanted.EndsWith('*')
        ? type.StartsWith(wanted[..^1], StringComparison.Ordinal)
        : type == wanted;
}
