using System.Text.Json.Nodes;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

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

/// <summary>What a list holds, as Stripe calls it; where it lives; how an item is named and written.</summary>
internal sealed record ListShape<T>(string Kind, string Url, Func<T, string> Id, Func<T, JsonObject> Json);

/// <summary>Stripe's lists: newest first, by <c>limit</c>, <c>starting_after</c> and <c>ending_before</c>.</summary>
internal static class ListPage
{
    public static readonly string[] Parameters =
    [
        "created", "created[gt]", "created[gte]", "created[lt]", "created[lte]", "ending_before", "expand[#]", "limit",
        "starting_after",
    ];

    /// <summary>A page of what is given newest first. Refuses a limit outside 1 to 100 and an unknown cursor.</summary>
    public static JsonObject Read<T>(FormFields fields, List<T> newestFirst, ListShape<T> shape)
    {
        var limit = (int)(Check.Integer(fields, "limit", 1, 100) ?? 10);
        var after = Check.Text(fields, "starting_after");
        var before = Check.Text(fields, "ending_before");
        if (after is not null && before is not null)
            throw StripeFailure.Invalid("ending_before", "Received both ending_before and starting_after parameters. " +
                "Please pass in only one.");
        var from = after is null ? 0 : Position(after, "starting_after") + 1;
        var to = before is null ? newestFirst.Count : Position(before, "ending_before");
        var hasMore = to - from > limit;
        var page = before is null ? newestFirst.Skip(from).Take(limit) : newestFirst.Take(to).TakeLast(limit);
        return Of(page.Select(shape.Json), hasMore, shape.Url);

        int Position(string cursor, string name)
        {
            var at = newestFirst.FindIndex(item => shape.Id(item) == cursor);
            return at >= 0 ? at : throw StripeFailure.Missing(shape.Kind, cursor, name, 400);
        }
    }

    public static JsonObject Whole(IEnumerable<JsonObject> items, string url) => Of(items, false, url);

    /// <summary>Whether a time fits <c>created</c>, <c>created[gte]</c> and so on; compared in whole seconds.</summary>
    public static bool IsWithin(FormFields fields, DateTimeOffset createdAt)
    {
        var seconds = createdAt.ToUnixTimeSeconds();
        long? Bound(string name) => Check.Integer(fields, name, 0, long.MaxValue);
        return !(seconds != (Bound("created") ?? seconds)
            || seconds <= Bound("created[gt]") || seconds < Bound("created[gte]")
            || seconds >= Bound("created[lt]") || seconds > Bound("created[lte]"));
    }

    private static JsonObject Of(IEnumerable<JsonObject> items, bool hasMore, string url) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. items]),
        ["has_more"] = hasMore,
        ["url"] = url,
    };
}

/// <summary>Which ids an answer replaces by their objects.</summary>
internal sealed class Expansion
{
    private readonly HashSet<string> paths;

    private Expansion(IEnumerable<string> paths) => this.paths = [.. paths];

    public static Expansion None { get; } = new([]);

    /// <summary>Reads <c>expand[]</c>; refuses what leads to no id. A list's paths begin with <c>data.</c></summary>
    public static Expansion Read(FormFields fields, string[] expandable, bool isList = false)
    {
        var asked = fields.List("expand");
        var prefix = isList ? "data." : "";
        foreach (var path in asked)
            if (!expandable.Any(known => path == prefix + known))
                throw StripeFailure.Invalid("expand", $"This property cannot be expanded ({path}).");
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
