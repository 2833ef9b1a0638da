using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe.Infrastructure;

internal static class StripeJson
{
    // One instance for the process: it caches what it learns about each type.
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new UnixTimeConverter(), new GenericConverters() },
    };
}

internal sealed class UnixTimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var seconds)
            ? DateTime.UnixEpoch.AddSeconds(seconds)
            : throw new JsonException("A time is a whole number of seconds since 1970.");

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(new DateTimeOffset(value).ToUnixTimeSeconds());
}

internal sealed class GenericConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => ConverterFor(typeToConvert) != null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            ConverterFor(typeToConvert).MakeGenericType(typeToConvert.GenericTypeArguments));

    private static Type ConverterFor(Type type)
    {
        if (!type.IsGenericType)
            return null;

        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(Expandable<>) ? typeof(ExpandableConverter<>)
            : definition == typeof(StripeList<>) ? typeof(StripeListConverter<>)
            : null;
    }
}
