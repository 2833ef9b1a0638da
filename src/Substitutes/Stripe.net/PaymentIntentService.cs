namespace Stripe;

public class PaymentIntentService(IStripeClient client) : Service(client)
{
    public virtual Task<PaymentIntent> GetAsync(
        string id,
        PaymentIntentGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<PaymentIntent>($"/v1/payment_intents/{Escape(id)}", options, requestOptions, cancellationToken);
}

public class PaymentIntentGetOptions : BaseOptions;
