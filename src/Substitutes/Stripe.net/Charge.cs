using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

public class Charge : StripeEntity<Charge>, IHasId, IHasMetadata, IHasObject
{
    [JsonInclude, JsonPropertyName("payment_intent")]
    private Expandable<PaymentIntent> _paymentIntent;

    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    public long AmountRefunded { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public string Currency { get; set; }

    public bool Disputed { get; set; }

    public bool Livemode { get; set; }

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

    public string ReceiptUrl { get; set; }

    public bool Refunded { get; set; }

    public string Status { get; set; }
}
