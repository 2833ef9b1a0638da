using System.Text.Json;
using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

public interface IStripeEntity
{
    StripeResponse StripeResponse { get; set; }
}

public interface IHasId
{
    string Id { get; set; }
}

public interface IHasObject
{
    string Object { get; set; }
}

public interface IHasMetadata
{
    Dictionary<string, string> Metadata { get; set; }
}

public abstract class StripeEntity : IStripeEntity
{
    [JsonIgnore]
    public StripeResponse StripeResponse { get; set; }

    public string ToJson() => JsonSerializer.Serialize<object>(this, StripeJson.Options);

    // All of it, personal data included: whoever logs an entity here should find out before the real package does it.
    public override string ToString() => $"<{GetType().FullName}> JSON: {ToJson()}";
}

public abstract class StripeEntity<T> : StripeEntity
    where T : StripeEntity<T>
{
    public static T FromJson(string value) => JsonSerializer.Deserialize<T>(value, StripeJson.Options);
}
