using System.Text.Json;

namespace SeoRankGenius.Credits.Web.Api.Binding;

/// <summary>
/// Reads the fields of a JSON object strictly: numbers must be whole numbers, not strings; unknown and missing fields
/// are errors. Collects all errors by field for one response.
/// </summary>
public sealed class Fields(JsonElement body)
{
    private const string Missing = "This field is missing.";

    private readonly Dictionary<string, string[]> _errors = [];
    private readonly HashSet<string> _known = [];

    /// <summary>A required string.</summary>
    public string Text(string name)
    {
        if (!Find(name, out var value))
            return Fault(name, Missing, "");
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : Fault(name, "This must be a text.", "");
    }

    /// <summary>A string that may be missing or null.</summary>
    public string? TextOrNone(string name) =>
        Find(name, out var value) && value.ValueKind != JsonValueKind.Null ? Text(name) : null;

    /// <summary>A whole number, required unless there is a default.</summary>
    public long Whole(string name, long? otherwise = null)
    {
        if (!Find(name, out var value))
            return otherwise ?? Fault(name, Missing, 0L);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : Fault(name, "This must be a whole number, written without quotes, fraction or exponent.", 0L);
    }

    /// <summary>Refuses with <see cref="RefusalCode.InvalidRequest"/> when there are errors.</summary>
    public void Enforce()
    {
        foreach (var property in body.EnumerateObject())
            if (!_known.Contains(property.Name))
                _errors[property.Name] = ["There is no such field; its name may be misspelt."];
        if (_errors.Count > 0)
            throw new Refusal(RefusalCode.InvalidRequest, "The request has faults; see errors.")
                .With("errors", _errors);
    }

    private bool Find(string name, out JsonElement value)
    {
        _known.Add(name);
        return body.TryGetProperty(name, out value);
    }

    private T Fault<T>(string name, string sentence, T instead)
    {
        _errors[name] = [sentence];
        return instead;
    }
}
