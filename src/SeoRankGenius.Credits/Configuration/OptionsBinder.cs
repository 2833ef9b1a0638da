using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace SeoRankGenius.Credits.Configuration;

/// <summary>
/// Binds configuration to options and lists of records. The framework's binder throws at the first value that does
/// not convert; this one leaves the default and lists every such value.
/// </summary>
internal static class OptionsBinder
{
    /// <summary>Sets each property that is configured. A list without items keeps its default.</summary>
    public static void Bind(IConfiguration section, object options, List<string> faults) =>
        Bind(section, options, options.GetType().GetProperties(), faults);

    private static void Bind(
        IConfiguration section, object target, IEnumerable<PropertyInfo> properties, List<string> faults)
    {
        foreach (var property in properties.Where(property => property.CanWrite))
            if (section.GetSection(property.Name) is var setting && setting.Exists()
                && Read(setting, property.PropertyType, faults) is { } value)
                property.SetValue(target, value);
    }

    private static object? Read(IConfigurationSection setting, Type type, List<string> faults) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? ReadList(setting, type.GetGenericArguments()[0], faults)
            : Convert(setting, Nullable.GetUnderlyingType(type) ?? type, faults);

    private static Array? ReadList(IConfigurationSection setting, Type type, List<string> faults)
    {
        var items = setting.GetChildren().Select(item => Create(item, type, faults)).ToList();
        var list = Array.CreateInstance(type, items.Count);
        foreach (var (i, item) in items.Index())
            list.SetValue(item, i);
        return items.Count == 0 ? null : list;
    }

    // A record: what its constructor takes is required, the rest is optional.
    private static object Create(IConfigurationSection item, Type type, List<string> faults)
    {
        var constructor = type.GetConstructors().Single();
        var required = constructor.GetParameters();
        var record = constructor.Invoke(
            [.. required.Select(parameter => Read(item.GetSection(parameter.Name!), parameter.ParameterType, faults))]);
        Bind(item, record, type.GetProperties().ExceptBy(required.Select(one => one.Name), one => one.Name), faults);
        return record;
    }

    private static object? Convert(IConfigurationSection setting, Type type, List<string> faults)
    {
        var text = setting.Value;
        if (type == typeof(string))
            return text ?? "";
        var (value, expected) = type switch
        {
            { IsEnum: true } => (Enum.TryParse(type, text, ignoreCase: true, out var named)
                && Enum.IsDefined(type, named) ? named : null, string.Join(" or ", Enum.GetNames(type))),
            _ when type == typeof(bool) => (bool.TryParse(text, out var flag) ? flag : null, "true or false"),
            _ when type == typeof(double) =>
                (double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null, "a number"),
            _ => (WholeNumber(text) is { } whole
                ? System.Convert.ChangeType(whole, type, CultureInfo.InvariantCulture) : null, "a whole number"),
        };
        if (value is null)
            faults.Add($"{setting.Path} must be {expected}; it is {(text is null ? "missing" : $"\"{text}\"")}.");
        return value;
    }

    // 32 bits: more credits or minor units than anyone sells at once, and safe to add up.
    private static int? WholeNumber(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
