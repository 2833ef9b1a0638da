using System.Text.Json;
using System.Text.Json.Serialization;
using Stripe.Checkout;

namespace Stripe.Infrastructure;

// The object an event is about says itself, in its own "object" field, which class it is.
internal sealed class EventObjectConverter : JsonConverter<IHasObject>
{
    public override IHasObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The object of an event is a JSON object.");

        if (ClassFor(KindOf(reader)) is { } type)
            return (IHasObject)JsonSerializer.Deserialize(ref reader, type, options);

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, IHasObject value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize<object>(writer, value, options);

    private static Type ClassFor(string kind) => kind switch
    {
        "charge" => typeof(Charge),
        "checkout.session" => typeof(Session),
        "customer" => typeof(Customer),
        "dispute" => typeof(Dispute),
        "invoice" => typeof(Invoice),
        "payment_intent" => typeof(PaymentIntent),
        "refund" => typeof(Refund),
        "subscription" => typeof(Subscription),
        _ => null,
    };

    // Looks ahead on its own copy of the reader, which is a struct.
    private static string KindOf(Utf8JsonReader ahead)
    {
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var isKind = ahead.ValueTextEquals("object"u8);
            ahead.Read();
            if (isKind)
                return ahead.TokenType == JsonTokenType.String ? ahead.GetString() : null;
            ahead.Skip();
        }

        return null;
    }
}
