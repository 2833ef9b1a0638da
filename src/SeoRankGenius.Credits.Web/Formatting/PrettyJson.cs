using System.Text.Encodings.Web;
using System.Text.Json;

namespace SeoRankGenius.Credits.Web.Formatting;

/// <summary>Formats JSON for reading.</summary>
public static class PrettyJson
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        // Razor encodes it as text.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Indented JSON; other text unchanged.</summary>
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
