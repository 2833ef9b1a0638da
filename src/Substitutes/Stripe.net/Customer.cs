namespace Stripe;

public class Customer : StripeEntity<Customer>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }
}
