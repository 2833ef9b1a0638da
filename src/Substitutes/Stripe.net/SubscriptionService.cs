namespace Stripe;

public class SubscriptionService(IStripeClient client) : Service(client)
{
    public virtual Task<Subscription> GetAsync(
        string id,
        SubscriptionGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Subscription>($"/v1/subscriptions/{Escape(id)}", options, requestOptions, cancellationToken);
}

public class SubscriptionGetOptions : BaseOptions;
