namespace Stripe.Checkout;

public class SessionListOptions : ListOptions
{
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public string PaymentIntent { get; set; }

    public string Status { get; set; }
}
