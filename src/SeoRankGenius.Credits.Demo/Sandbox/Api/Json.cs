using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>Writes objects as Stripe does: names in snake_case, times as seconds since 1970.</summary>
internal static class Json
{
    /// <summary>The most that a list inside another object holds; the rest is read page by page.</summary>
    private const int EmbeddedLimit = 10;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new UnixTime() },
    };

    public static JsonObject Of(object properties) =>
        JsonSerializer.SerializeToNode(properties, properties.GetType(), Options)!.AsObject();

    /// <summary>The constant properties of a kind of object, and those of this one.</summary>
    public static JsonObject Of(string constants, object properties)
    {
        var json = Parse(constants);
        foreach (var (name, value) in Of(properties))
            json[name] = value?.DeepClone();
        return json;
    }

    /// <summary>Removes properties that Stripe leaves out rather than set to null.</summary>
    public static JsonObject OmitNulls(this JsonObject json, params string[] names)
    {
        foreach (var name in names)
            if (json[name] is null)
                json.Remove(name);
        return json;
    }

    public static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();

    /// <summary>The checkout page asks for no name: every payer has the name of Stripe's examples.</summary>
    public const string PayerName = "Jenny Rosen";

    public static object BillingDetails(string? email) =>
        new { Address = Address(), Email = email, Name = PayerName, Phone = (string?)null };

    public static object Address() => new { Country = "US", PostalCode = "94103" };

    public static object Page(IEnumerable<JsonObject> data, bool hasMore, string url) =>
        new { Object = "list", Data = data, HasMore = hasMore, Url = url };

    /// <summary>A list inside another object.</summary>
    public static object Embedded<T>(IReadOnlyCollection<T> items, string url, Func<T, JsonObject> write) =>
        Page(items.Take(EmbeddedLimit).Select(write), items.Count > EmbeddedLimit, url);

    private sealed class UnixTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.ToUnixTimeSeconds());
    }
}

/// <summary>The references that an answer replaces by their objects.</summary>
internal sealed class Expansion
{
    private readonly HashSet<string> paths;

    private Expansion(IEnumerable<string> paths) => this.paths = [.. paths];

    public static Expansion None { get; } = new([]);

    /// <summary>Reads <c>expand[]</c>; refuses any other path. The paths of a list begin with <c>data.</c></summary>
    public static Expansion Read(FormFields fields, string[] expandable, bool isList = false)
    {
        var asked = fields.List("expand");
        var prefix = isList ? "data." : "";
        foreach (var path in asked)
            if (!expandable.Any(known => path == prefix + known))
                throw StripeError.Invalid("expand", $"This property cannot be expanded ({path}).");
        return new Expansion(asked.Select(path => path[prefix.Length..]));
    }

    /// <summary>Null when the property stays an id; else what is expanded below it.</summary>
    public Expansion? Into(string property)
    {
        var below = paths.Where(path => path.StartsWith(property + ".", StringComparison.Ordinal))
            .Select(path => path[(property.Length + 1)..])
            .ToList();
        return below.Count > 0 || paths.Contains(property) ? new Expansion(below) : null;
    }
}
