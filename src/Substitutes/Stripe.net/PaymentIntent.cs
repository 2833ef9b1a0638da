using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

public class PaymentIntent : StripeEntity<PaymentIntent>, IHasId, IHasMetadata, IHasObject
{
    [JsonInclude, JsonPropertyName("customer")]
    private Expandable<Customer> _customer;

    [JsonInclude, JsonPropertyName("latest_charge")]
    private Expandable<Charge> _latestCharge;

    [JsonInclude, JsonPropertyName("payment_method")]
    private Expandable<PaymentMethod> _paymentMethod;

    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    public string Currency { get; set; }

    [JsonIgnore]
    public string CustomerId
    {
        get => _customer.Id;
        set => _customer = value;
    }

    [JsonIgnore]
    public Customer Customer
    {
        get => _customer.Value;
        set => _customer = value;
    }

    public StripeError LastPaymentError { get; set; }

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

    [JsonIgnore]
    public string PaymentMethodId
    {
        get => _paymentMethod.Id;
        set => _paymentMethod = value;
    }

    [JsonIgnore]
    public PaymentMethod PaymentMethod
    {
        get => _paymentMethod.Value;
        set => _paymentMethod = value;
    }

    public string Status { get; set; }
}
