using System.Text.Json.Nodes;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>Small parts that several objects on the wire have.</summary>
internal static class Json
{
    /// <summary>The checkout page asks for no name, so every payer is Stripe's own example.</summary>
    public const string PayerName = "Jenny Rosen";

    public static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();

    public static JsonObject Of(IReadOnlyDictionary<string, string> hash)
    {
        var json = new JsonObject();
        foreach (var (key, value) in hash)
            json[key] = value;
        return json;
    }

    public static JsonArray Of(IEnumerable<string> list) => new([.. list.Select(text => (JsonNode)text)]);

    public static JsonObject Address() => Parse("""
        {"city":null,"country":"US","line1":null,"line2":null,"postal_code":"94103","state":null}
        """);
}
