namespace Stripe;

public class RequestOptions
{
    public string ApiKey { get; set; }

    public string IdempotencyKey { get; set; }
}
