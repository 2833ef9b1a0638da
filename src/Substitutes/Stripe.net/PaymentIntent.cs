namespace Stripe;

public class PaymentIntent : StripeEntity<PaymentIntent>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    public string Currency { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Status { get; set; }
}
