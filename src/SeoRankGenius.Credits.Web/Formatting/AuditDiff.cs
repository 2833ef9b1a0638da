using System.Text.Json;
using System.Text.RegularExpressions;

namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>One changed value of an audit record.</summary>
public sealed partial record AuditDiff(string Name, string? Before, string? After)
{
    /// <summary>
    /// The values of a record's two JSON objects side by side; other JSON stays one value. Ids, which say nothing to a
    /// reader, are left out: the export has them.
    /// </summary>
    public static IReadOnlyList<AuditDiff> Of(string? before, string? after)
    {
        var (old, now) = (Read(before), Read(after));
        return
        [
            .. old.Keys.Union(now.Keys)
                .Where(name => !Guid.TryParse(now.GetValueOrDefault(name) ?? old[name], out _))
                .Select(name => new AuditDiff(
                    Spaced(name), old.GetValueOrDefault(name), now.GetValueOrDefault(name))),
        ];
    }

    private static Dictionary<string, string> Read(string? json)
    {
        if (json is null)
            return [];
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().ToDictionary(value => value.Name, value => Text(value.Value))
            : new() { [""] = json };
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "none",
        JsonValueKind.Number when value.TryGetInt64(out var number) => Format.Number(number),
        JsonValueKind.String when value.TryGetDateTime(out var at) =>
            Format.DateAndTime(at),
        JsonValueKind.String => DisplayNames.OfRefundReason(value.ToString()),
        _ => value.ToString(),
    };

    // Property names get spaces; names of pools and sites stay as they are.
    private static string Spaced(string name) => name.All(char.IsAsciiLetter)
        ? Capital().Replace(name, match => " " + match.Value.ToLowerInvariant()).Trim()
        : name;

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
