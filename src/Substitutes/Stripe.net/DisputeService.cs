namespace Stripe;

public class DisputeService(IStripeClient client) : Service(client)
{
    public virtual Task<Dispute> GetAsync(
        string id,
        DisputeGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Dispute>($"/v1/disputes/{Escape(id)}", options, requestOptions, cancellationToken);
}

public class DisputeGetOptions : BaseOptions;
