using System.Text.Encodings.Web;
using System.Text.Json;

namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>JSON for people.</summary>
public static class PrettyJson
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        // It is shown encoded, as text.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A line a field; as it is when it is no JSON.</summary>
    public static string Pretty(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return JsonSerializer.Serialize(parsed.RootElement, Indented);
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
