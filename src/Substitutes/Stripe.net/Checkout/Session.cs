using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe.Checkout;

public class Session : StripeEntity<Session>, IHasId, IHasMetadata, IHasObject
{
    [JsonInclude, JsonPropertyName("customer")]
    private Expandable<Customer> _customer;

    [JsonInclude, JsonPropertyName("invoice")]
    private Expandable<Invoice> _invoice;

    [JsonInclude, JsonPropertyName("payment_intent")]
    private Expandable<PaymentIntent> _paymentIntent;

    [JsonInclude, JsonPropertyName("subscription")]
    private Expandable<Subscription> _subscription;

    public string Id { get; set; }

    public string Object { get; set; }

    public long? AmountSubtotal { get; set; }

    public long? AmountTotal { get; set; }

    public string ClientReferenceId { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

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

    public SessionCustomerDetails CustomerDetails { get; set; }

    public string CustomerEmail { get; set; }

    public DateTime ExpiresAt { get; set; } = DateTime.UnixEpoch;

    [JsonIgnore]
    public string InvoiceId
    {
        get => _invoice.Id;
        set => _invoice = value;
    }

    [JsonIgnore]
    public Invoice Invoice
    {
        get => _invoice.Value;
        set => _invoice = value;
    }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Mode { get; set; }

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

    public string PaymentStatus { get; set; }

    public string Status { get; set; }

    [JsonIgnore]
    public string SubscriptionId
    {
        get => _subscription.Id;
        set => _subscription = value;
    }

    [JsonIgnore]
    public Subscription Subscription
    {
        get => _subscription.Value;
        set => _subscription = value;
    }

    public string Url { get; set; }
}

public class SessionCustomerDetails : StripeEntity<SessionCustomerDetails>
{
    public string Email { get; set; }
}
