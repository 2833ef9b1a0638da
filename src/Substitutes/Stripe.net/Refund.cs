using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

public class Refund : StripeEntity<Refund>, IHasId, IHasMetadata, IHasObject
{
    [JsonInclude, JsonPropertyName("charge")]
    private Expandable<Charge> _charge;

    [JsonInclude, JsonPropertyName("payment_intent")]
    private Expandable<PaymentIntent> _paymentIntent;

    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    [JsonIgnore]
    public string ChargeId
    {
        get => _charge.Id;
        set => _charge = value;
    }

    [JsonIgnore]
    public Charge Charge
    {
        get => _charge.Value;
        set => _charge = value;
    }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public string Currency { get; set; }

    public string FailureReason { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    [JsonIgnore]
    public string PaymentIntentId
    {
        get => _paymentIntent.Id;
        set => _paymentIntent = value;
    }

    [JsonIgnore]
    public PaymentIntent PaymentIntent
    {
        get => _paymentIntent.Value;
        set => _paymentIntent = value;
    }

    public string Reason { get; set; }

    public string Status { get; set; }
}
