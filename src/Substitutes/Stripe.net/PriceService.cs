namespace Stripe;

public class PriceService(IStripeClient client) : Service(client)
{
    private const string BasePath = "/v1/prices";

    public virtual Task<Price> GetAsync(
        string id,
        PriceGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Price>($"{BasePath}/{Escape(id)}", options, requestOptions, cancellationToken);

    public virtual Task<StripeList<Price>> ListAsync(
        PriceListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<StripeList<Price>>(BasePath, options, requestOptions, cancellationToken);
}

public class PriceGetOptions : BaseOptions;

public class PriceListOptions : ListOptions
{
    public bool? Active { get; set; }

    public List<string> LookupKeys { get; set; }
}
