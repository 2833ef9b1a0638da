using System.Globalization;
using System.Text.RegularExpressions;

namespace SeoRankGenius.Credits.Demo.Sandbox.Wire;

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
