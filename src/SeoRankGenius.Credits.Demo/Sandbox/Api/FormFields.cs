using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

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

/// <summary>One parameter, read as what it must be; anything else is refused in Stripe's words.</summary>
internal static partial class Check
{
    public static string Required(FormFields fields, string name) =>
        Text(fields, name)
        ?? throw StripeFailure.Invalid(name, $"Missing required param: {name}.", "parameter_missing");

    public static string? Text(FormFields fields, string name, int maxLength = 5000)
    {
        var value = fields[name];
        if (value is "")
            throw StripeFailure.Invalid(name, $"You passed an empty string for '{name}'. We assume empty values are " +
                $"an attempt to unset a parameter; however '{name}' cannot be unset. You should remove '{name}' from " +
                "your request or supply a non-empty value.", "parameter_invalid_empty");
        if (value?.Length > maxLength)
            throw StripeFailure.Invalid(
                name, $"Invalid string; must be at most {maxLength} characters", "parameter_invalid_string");
        return value;
    }

    public static long? Integer(FormFields fields, string name, long min, long max)
    {
        if (Text(fields, name) is not { } text)
            return null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw StripeFailure.Invalid(name, $"Invalid integer: {text}", "parameter_invalid_integer");
        if (number < min)
            throw StripeFailure.Invalid(name, $"This value must be greater than or equal to {min}.",
                "parameter_invalid_integer");
        if (number > max)
            throw StripeFailure.Invalid(name, $"This value must be less than or equal to {max} (it currently is " +
                $"'{number}').", "parameter_invalid_integer");
        return number;
    }

    public static bool? Boolean(FormFields fields, string name) => Text(fields, name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var other => throw StripeFailure.Invalid(name, $"Invalid boolean: {other}"),
    };

    public static string? OneOf(FormFields fields, string name, params string[] allowed)
    {
        var value = Text(fields, name);
        if (value is not null && !allowed.Contains(value))
            throw StripeFailure.Invalid(name, $"Invalid {name}: must be one of {string.Join(", ", allowed)}");
        return value;
    }

    public static string? Url(FormFields fields, string name)
    {
        var value = Text(fields, name);
        if (value is not null && !IsWebUrl(value))
            throw StripeFailure.Invalid(name, "Not a valid URL", "url_invalid");
        return value;
    }

    public static string? Email(FormFields fields, string name)
    {
        var value = Text(fields, name, 800);
        if (value is not null && !IsEmail(value))
            throw StripeFailure.Invalid(name, $"Invalid email address: {value}", "email_invalid");
        return value;
    }

    private static bool IsWebUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    public static bool IsEmail(string text) => EmailShape().IsMatch(text);

    public static Dictionary<string, string> Metadata(FormFields fields, string name)
    {
        var metadata = fields.Hash(name);
        if (metadata.Count > 50)
            throw StripeFailure.Invalid(name, "Metadata can only have 50 keys.");
        foreach (var (key, value) in metadata)
        {
            if (key.Length > 40)
                throw StripeFailure.Invalid(name, $"Metadata keys can have up to 40 characters: {key}");
            if (value.Length > 500)
                throw StripeFailure.Invalid($"{name}[{key}]", "Metadata values can have up to 500 characters, but " +
                    $"you passed in a value that is {value.Length} characters.");
        }

        return metadata.Where(entry => entry.Value.Length > 0).ToDictionary();
    }

    [GeneratedRegex(@"^[^\s@<>(),;:""]+@[^\s@.<>(),;:""]+(\.[^\s@.<>(),;:""]+)+$")]
    private static partial Regex EmailShape();
}
