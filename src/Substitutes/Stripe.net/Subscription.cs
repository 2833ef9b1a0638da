using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

public class Subscription : StripeEntity<Subscription>, IHasId, IHasMetadata, IHasObject
{
    [JsonInclude, JsonPropertyName("customer")]
    private Expandable<Customer> _customer;

    [JsonInclude, JsonPropertyName("latest_invoice")]
    private Expandable<Invoice> _latestInvoice;

    public string Id { get; set; }

    public string Object { get; set; }

    public DateTime? CancelAt { get; set; }

    public bool CancelAtPeriodEnd { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

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

    public StripeList<SubscriptionItem> Items { get; set; }

    [JsonIgnore]
    public string LatestInvoiceId
    {
        get => _latestInvoice.Id;
        set => _latestInvoice = value;
    }

    [JsonIgnore]
    public Invoice LatestInvoice
    {
        get => _latestInvoice.Value;
        set => _latestInvoice = value;
    }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Status { get; set; }

    public DateTime? TrialEnd { get; set; }
}

public class SubscriptionItem : StripeEntity<SubscriptionItem>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public DateTime CurrentPeriodEnd { get; set; } = DateTime.UnixEpoch;

    public Price Price { get; set; }

    public long Quantity { get; set; }
}
