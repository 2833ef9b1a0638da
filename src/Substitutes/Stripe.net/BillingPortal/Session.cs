namespace Stripe.BillingPortal;

public class Session : StripeEntity<Session>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public string Url { get; set; }
}

public class SessionService(IStripeClient client) : Service(client)
{
    public virtual Task<Session> CreateAsync(
        SessionCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<Session>("/v1/billing_portal/sessions", options, requestOptions, cancellationToken);
}
