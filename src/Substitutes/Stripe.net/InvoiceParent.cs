using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

public class InvoiceParent : StripeEntity<InvoiceParent>
{
    public InvoiceParentSubscriptionDetails SubscriptionDetails { get; set; }
}

public class InvoiceParentSubscriptionDetails : StripeEntity<InvoiceParentSubscriptionDetails>
{
    [JsonInclude, JsonPropertyName("subscription")]
    private Expandable<Subscription> _subscription;

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
}
