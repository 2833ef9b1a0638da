namespace Stripe;

public class Invoice : StripeEntity<Invoice>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }
}
