using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe.Infrastructure;

// The serializer takes whatever is enumerable for a JSON array, but a page of a list is an object.
internal sealed class StripeListConverter<T> : JsonConverter<StripeList<T>>
{
    public override StripeList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var page = JsonSerializer.Deserialize<Page>(ref reader, options);
        return new StripeList<T>
        {
            Object = page.Object,
            Data = page.Data,
            HasMore = page.HasMore,
            Url = page.Url,
        };
    }

    public override void Write(Utf8JsonWriter writer, StripeList<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Page(value.Object, value.Data, value.HasMore, value.Url), options);

    private sealed record Page(string Object, List<T> Data, bool HasMore, string Url);
}
