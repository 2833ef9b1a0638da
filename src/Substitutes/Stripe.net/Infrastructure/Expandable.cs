using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe.Infrastructure;

// Another object by its id, or the object itself where the request asked to expand it.
internal readonly struct Expandable<T>
    where T : class, IHasId
{
    private Expandable(string id, T value) => (Id, Value) = (id, value);

    public string Id { get; }

    public T Value { get; }

    public static implicit operator Expandable<T>(string id) => new(id, null);

    public static implicit operator Expandable<T>(T value) => new(value?.Id, value);
}

internal sealed class ExpandableConverter<T> : JsonConverter<Expandable<T>>
    where T : class, IHasId
{
    public override bool HandleNull => true;

    public override Expandable<T> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Null => default,
            JsonTokenType.String => reader.GetString(),
            _ => JsonSerializer.Deserialize<T>(ref reader, options),
        };

    public override void Write(Utf8JsonWriter writer, Expandable<T> value, JsonSerializerOptions options)
    {
        if (value.Value == null)
            writer.WriteStringValue(value.Id);
        else
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
