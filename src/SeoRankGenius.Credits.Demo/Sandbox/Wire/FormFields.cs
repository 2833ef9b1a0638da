using System.Net;
using System.Text.RegularExpressions;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

/// <summary>A form body or query string by full bracket names: <c>line_items[0][quantity]</c> → <c>1</c>.</summary>
internal sealed partial class FormFields
{
    private readonly Dictionary<string, string> values = [];

    public IReadOnlyDictionary<string, string> All => values;

    public string? this[string name] => values.GetValueOrDefault(name);

    public static FormFields Parse(string text)
    {
        var fields = new FormFields();
        foreach (var part in text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var split = part.IndexOf('=', StringComparison.Ordinal);
            var name = WebUtility.UrlDecode(split < 0 ? part : part[..split]);
            fields.values[fields.Numbered(name)] = split < 0 ? "" : WebUtility.UrlDecode(part[(split + 1)..]);
        }

        return fields;
    }

    /// <summary>Refuses the first name that none of the patterns covers; [#] is an index, a last [*] any key.</summary>
    public void RefuseOthersThan(params IEnumerable<string> patterns)
    {
        var known = patterns.ToHashSet();
        foreach (var name in values.Keys)
        {
            var shape = Index().Replace(name, "[#]");
            if (!known.Contains(shape) && !known.Contains(LastKey().Replace(name, "[*]")))
                throw StripeFailure.Invalid(name, $"Received unknown parameter: {name}", "parameter_unknown");
        }
    }

    /// <summary>The keys right under a name: indexes of a list, keys of a hash.</summary>
    public IReadOnlyList<string> Under(string name) => [.. values.Keys
        .Where(n => n.StartsWith(name + "[", StringComparison.Ordinal))
        .Select(n => n[(name.Length + 1)..n.IndexOf(']', name.Length)])
        .Distinct()];

    public Dictionary<string, string> Hash(string name) =>
        Under(name).ToDictionary(key => key, key => values.GetValueOrDefault($"{name}[{key}]", ""));

    public List<string> List(string name) => [.. Hash(name).Values];

    // expand[]=a&expand[]=b means expand[0], expand[1].
    private string Numbered(string name) => name.EndsWith("[]", StringComparison.Ordinal)
        ? $"{name[..^2]}[{Under(name[..^2]).Count}]"
        : name;

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();

    [GeneratedRegex(@"\[[^\[\]]*\]$")]
    private static partial Regex LastKey();
}
