using System.Text;
using System.Text.Json;
using Stripe;

namespace SeoRankGenius.Credits.Billing.Events;

/// <summary>
/// An event that is proven to be Stripe's: a webhook body with a valid signature, or an event that its API returned.
/// </summary>
public sealed record StripeEvent(
    string Id,
    string Type,
    string? ApiVersion,
    bool IsLive,
    DateTime CreatedAt,
    string? ObjectKind,
    string? ObjectId,
    string Payload)
{
    private const int LongestId = 255;

    /// <summary>
    /// The mode of a checkout session: <c>payment</c> or <c>subscription</c>; null for any other object.
    /// </summary>
    internal string? SessionMode { get; private init; }

    /// <summary>The connected account that it comes from (<c>acct_…</c>); null for our own account.</summary>
    public string? Account { get; private init; }

    /// <summary>
    /// Checks signature and age (at most five minutes) against the exact bytes received, then reads the envelope.
    /// Null for anything that Stripe would not send: a missing, wrong, stale or malformed signature, a body that is not
    /// UTF-8, not JSON or not an event.
    /// </summary>
    public static StripeEvent? Open(ReadOnlySpan<byte> body, string? signature, string secret, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(signature))
            return null;
        try
        {
            var payload = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
            EventUtility.ValidateSignature(
                payload, signature, secret, EventUtility.DefaultTimeTolerance, now.ToUnixTimeSeconds());
            using var json = JsonDocument.Parse(payload);
            return Read(json.RootElement, payload);
        }
        catch (Exception malformed) when (malformed is StripeException or ArgumentException or JsonException
            or FormatException or OverflowException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A stored event: its signature was checked before it was stored.</summary>
    internal static StripeEvent Of(StoredEvent stored)
    {
        using var json = JsonDocument.Parse(stored.Payload);
        return Read(json.RootElement, stored.Payload)
            ?? throw new InvalidOperationException($"The stored event {stored.Id} cannot be read.");
    }

    /// <summary>The events on a page of Stripe's list, each with its own text as payload.</summary>
    internal static IReadOnlyList<StripeEvent> ReadPage(string content)
    {
        using var json = JsonDocument.Parse(content);
        return [.. json.RootElement.GetProperty("data").EnumerateArray()
            .Select(item => Read(item, item.GetRawText())).OfType<StripeEvent>()];
    }

    /// <summary>
    /// The event's object; null when its type is unknown or its payload has another API version than ours: the object
    /// must then be read from Stripe.
    /// </summary>
    internal IHasObject? Object()
    {
        if (ApiVersion is null || !EventUtility.IsCompatibleApiVersion(ApiVersion))
            return null;
        try
        {
            return EventUtility.ParseEvent(Payload, throwOnApiVersionMismatch: false).Data.Object;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The subscription that it is about, Stripe's <c>sub_…</c>; null for none.</summary>
    internal string? SubscriptionId => Object() switch
    {
        Subscription subscription => subscription.Id,
        Invoice invoice => invoice.Parent?.SubscriptionDetails?.SubscriptionId,
        global::Stripe.Checkout.Session session => session.SubscriptionId,
        _ => ObjectKind == "subscription" ? ObjectId : null,
    };

    private static StripeEvent? Read(JsonElement root, string payload)
    {
        var about = root.GetProperty("data").GetProperty("object");
        var id = root.GetProperty("id").GetString();
        var type = root.GetProperty("type").GetString();
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(type) || id.Length > LongestId || type.Length > LongestId)
            return null;

        return new StripeEvent(
            id,
            type,
            Text(root, "api_version"),
            root.GetProperty("livemode").GetBoolean(),
            DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("created").GetInt64()).UtcDateTime,
            Text(about, "object"),
            Text(about, "id"),
            payload)
        {
            SessionMode = Text(about, "mode"),
            Account = Text(root, "account"),
        };
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: <= LongestId } text
            ? text
            : null;
}
