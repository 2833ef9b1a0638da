using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe.Infrastructure;

// Stripe's dialect of form encoding: line_items[0][price_data][currency]=usd&metadata[pack]=starter
internal static class FormEncoder
{
    private static readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property)[]> Fields = new();

    public static string Encode(BaseOptions options)
    {
        var form = new StringBuilder();
        if (options != null)
            AppendFields(form, null, options);

        return form.ToString();
    }

    private static void AppendFields(StringBuilder form, string prefix, object options)
    {
        foreach (var (name, property) in Fields.GetOrAdd(options.GetType(), FieldsOf))
        {
            if (property.GetValue(options) is { } value)
                Append(form, prefix == null ? name : $"{prefix}[{name}]", value);
        }
    }

    private static void Append(StringBuilder form, string name, object value)
    {
        switch (value)
        {
            case IAnyOf either:
                Append(form, name, either.Value);
                break;
            case INestedOptions nested:
                AppendFields(form, name, nested);
                break;
            case IDictionary<string, string> entries:
                foreach (var (key, entry) in entries)
                    Append(form, $"{name}[{key}]", entry);
                break;
            case IList { Count: > 0 } items:
                for (var i = 0; i < items.Count; i++)
                    Append(form, $"{name}[{i}]", items[i]);
                break;
            default:
                if (form.Length > 0)
                    form.Append('&');
                form.Append(Escape(name)).Append('=').Append(Escape(Text(value)));
                break;
        }
    }

    // An empty list becomes a name without a value, which asks the API to clear the field.
    private static string Text(object value) => value switch
    {
        null or IList => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => new DateTimeOffset(time).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Escape(string text) => WebUtility.UrlEncode(text).Replace("%5B", "[").Replace("%5D", "]");

    // Own properties first, then those of the base class: the order in which the original sends them.
    private static (string, PropertyInfo)[] FieldsOf(Type type)
    {
        var fields = new List<(string, PropertyInfo)>();
        for (var level = type; level != typeof(object); level = level.BaseType)
        {
            var own = level.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
            fields.AddRange(own.Select(property => (NameOf(property), property)));
        }

        return [.. fields];
    }

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
        ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
}
