using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>An event on the wire, in a list as in a delivery.</summary>
internal static class EventJson
{
    public const string ApiVersion = "2026-10-28.endive";

    public static JsonObject Of(StripeEvent entry) => Of(
        entry.Id, entry.Type, entry.CreatedAt, entry.Data.DeepClone().AsObject(),
        entry.DeliveredAt is null ? 1 : 0, entry.RequestId, entry.IdempotencyKey);

    /// <summary>An event that nothing here has given rise to, for tests to bend and deliver.</summary>
    public static JsonObject Of(string type, JsonObject data, DateTimeOffset at) =>
        Of(Store.NewId("evt_1"), type, at, data.DeepClone().AsObject(), 1, null, null);

    private static JsonObject Of(
        string id, string type, DateTimeOffset at, JsonObject data, int pending, string? request, string? key) => new()
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = ApiVersion,
            ["created"] = at.ToUnixTimeSeconds(),
            ["data"] = new JsonObject { ["object"] = data },
            ["livemode"] = false,
            ["pending_webhooks"] = pending,
            ["request"] = new JsonObject { ["id"] = request, ["idempotency_key"] = key },
            ["type"] = type,
        };
}

/// <summary>What GET /v1/events is asked to leave out.</summary>
internal static class EventFilter
{
    public static Func<StripeEvent, bool> Read(FormFields fields)
    {
        var type = Check.Text(fields, "type");
        var types = fields.List("types");
        var delivered = Check.Boolean(fields, "delivery_success");
        if (type is not null && types.Count > 0)
            throw StripeFailure.Invalid("type", "You may only specify one of these parameters: type, types.");
        if (types.Count > 20)
            throw StripeFailure.Invalid("types", "You may pass up to 20 types.");
        return e => (type is null || Fits(type, e.Type))
            && (types.Count == 0 || types.Contains(e.Type))
            && (delivered is null || delivered == e.DeliveredAt is not null)
            && ListPage.IsWithin(fields, e.CreatedAt);
    }

    // Stripe takes a star at the end: checkout.session.*
    private static bool Fits(string wanted, string type) => wanted.EndsWith('*')
        ? type.StartsWith(wanted[..^1], StringComparison.Ordinal)
        : type == wanted;
}
