using System.Net;
using System.Text.RegularExpressions;

namespace SeoRankGenius.Credits.Demo.Sandbox.Api;

/// <summary>A form body or query string by full bracket names: <c>line_items[0][quantity]</c> → <c>1</c>.</summary>
internal sealed partial class FormFields
{
    // All of https://docs.stripe.com/currencies, in the order of Stripe's error message.
    private static readonly string[] Currencies = (
        "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf " +
        "chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf " +
        "idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop " +
        "mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd " +
        "scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof " +
        "xpf yer zar zmw").Split(' ');

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
                throw StripeError.Invalid(name, $"Received unknown parameter: {name}", "parameter_unknown");
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

    public string Required(string name) =>
        Text(name)
        ?? throw StripeError.Invalid(name, $"Missing required param: {name}.", "parameter_missing");

    public string? Text(string name, int maxLength = 5000)
    {
        var value = this[name];
        if (value is "")
            throw StripeError.Invalid(name, $"You passed an empty string for '{name}'. We assume empty values are " +
                $"an attempt to unset a parameter; however '{name}' cannot be unset. You should remove '{name}' from " +
                "your request or supply a non-empty value.", "parameter_invalid_empty");
        if (value?.Length > maxLength)
            throw StripeError.Invalid(
                name, $"Invalid string; must be at most {maxLength} characters", "parameter_invalid_string");
        return value;
    }

    public long? Integer(string name, long min, long max)
    {
        if (Text(name) is not { } text)
            return null;
        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        var fault = !isNumber ? $"Invalid integer: {text}"
            : number < min ? $"This value must be greater than or equal to {min}."
            : number > max ? $"This value must be less than or equal to {max} (it currently is '{number}')."
            : null;
        return fault is null ? number : throw StripeError.Invalid(name, fault, "parameter_invalid_integer");
    }

    public long Required(string name, long min, long max)
    {
        Required(name);
        return Integer(name, min, max)!.Value;
    }

    /// <summary>A currency in lower case, as Stripe returns it; upper case is accepted.</summary>
    public string Currency(string name)
    {
        var currency = Required(name).ToLowerInvariant();
        return Currencies.Contains(currency)
            ? currency
            : throw StripeError.Invalid(name, $"Invalid currency: {currency}. Stripe currently supports these " +
                $"currencies: {string.Join(", ", Currencies)}");
    }

    public bool? Boolean(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var other => throw StripeError.Invalid(name, $"Invalid boolean: {other}"),
    };

    public string? OneOf(string name, params string[] allowed) => Text(name) is { } value && !allowed.Contains(value)
        ? throw StripeError.Invalid(name, $"Invalid {name}: must be one of {string.Join(", ", allowed)}")
        : Text(name);

    public string? Url(string name) => Text(name) is not { } value ? null
        : Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? value
        : throw StripeError.Invalid(name, "Not a valid URL", "url_invalid");

    public string? Email(string name) => Text(name, 800) is not { } value ? null
        : IsEmail(value) ? value
        : throw StripeError.Invalid(name, $"Invalid email address: {value}", "email_invalid");

    public static bool IsEmail(string text) => EmailShape().IsMatch(text);

    public Dictionary<string, string> Metadata(string name)
    {
        var metadata = Hash(name);
        if (metadata.Count > 50)
            throw StripeError.Invalid(name, "Metadata can only have 50 keys.");
        foreach (var (key, value) in metadata)
        {
            if (key.Length > 40)
                throw StripeError.Invalid(name, $"Metadata keys can have up to 40 characters: {key}");
            if (value.Length > 500)
                throw StripeError.Invalid($"{name}[{key}]", "Metadata values can have up to 500 characters, but " +
                    $"you passed in a value that is {value.Length} characters.");
        }

        return metadata.Where(entry => entry.Value.Length > 0).ToDictionary();
    }

    // expand[]=a&expand[]=b means expand[0], expand[1].
    private string Numbered(string name) => name.EndsWith("[]", StringComparison.Ordinal)
        ? $"{name[..^2]}[{Under(name[..^2]).Count}]"
        : name;

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();

    [GeneratedRegex(@"\[[^\[\]]*\]$")]
    private static partial Regex LastKey();

    [GeneratedRegex(@"^[^\s@<>(),;:""]+@[^\s@.<>(),;:""]+(\.[^\s@.<>(),;:""]+)+$")]
    private static partial Regex EmailShape();
}
