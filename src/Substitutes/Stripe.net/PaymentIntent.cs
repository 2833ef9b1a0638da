using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

public class PaymentIntent : StripeEntity<PaymentIntent>, IHasId, IHasMetadata, IHasObject
{
    [JsonInclude, JsonPropertyName("latest_charge")]
    private Expandable<Charge> _latestCharge;

    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    public string Currency { get; set; }

    [JsonIgnore]
    public string LatestChargeId
    {
        get => _latestCharge.Id;
        set => _latestCharge = value;
    }

    [JsonIgnore]
    public Charge LatestCharge
    {
        get => _latestCharge.Value;
        set => _latestCharge = value;
    }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Status { get; set; }
}
