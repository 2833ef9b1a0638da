namespace Stripe;

public class Customer : StripeEntity<Customer>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public bool? Deleted { get; set; }

    public string Email { get; set; }

    public Dictionary<string, string> Metadata { get; set; }
}
