namespace Stripe;

public class PaymentMethod : StripeEntity<PaymentMethod>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public PaymentMethodCard Card { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Type { get; set; }
}

public class PaymentMethodCard : StripeEntity<PaymentMethodCard>
{
    public string Brand { get; set; }

    public string Last4 { get; set; }
}
