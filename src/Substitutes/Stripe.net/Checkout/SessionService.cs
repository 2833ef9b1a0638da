namespace Stripe.Checkout;

public class SessionService(IStripeClient client) : Service(client)
{
    private const string BasePath = "/v1/checkout/sessions";

    public virtual Task<Session> CreateAsync(
        SessionCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<Session>(BasePath, options, requestOptions, cancellationToken);

    public virtual Task<Session> ExpireAsync(
        string id,
        SessionExpireOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<Session>($"{BasePath}/{Escape(id)}/expire", options, requestOptions, cancellationToken);

    public virtual Task<Session> GetAsync(
        string id,
        SessionGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Session>($"{BasePath}/{Escape(id)}", options, requestOptions, cancellationToken);

    public virtual Task<StripeList<Session>> ListAsync(
        SessionListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<StripeList<Session>>(BasePath, options, requestOptions, cancellationToken);

    public virtual IAsyncEnumerable<Session> ListAutoPagingAsync(
        SessionListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetPagesAsync<Session>(BasePath, options, requestOptions, cancellationToken);
}

public class SessionExpireOptions : BaseOptions;

public class SessionGetOptions : BaseOptions;
