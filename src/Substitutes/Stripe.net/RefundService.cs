namespace Stripe;

public class RefundService(IStripeClient client) : Service(client)
{
    private const string BasePath = "/v1/refunds";

    public virtual Task<Refund> CreateAsync(
        RefundCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<Refund>(BasePath, options, requestOptions, cancellationToken);

    public virtual Task<Refund> GetAsync(
        string id,
        RefundGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Refund>($"{BasePath}/{Escape(id)}", options, requestOptions, cancellationToken);

    public virtual IAsyncEnumerable<Refund> ListAutoPagingAsync(
        RefundListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetPagesAsync<Refund>(BasePath, options, requestOptions, cancellationToken);
}

public class RefundCreateOptions : BaseOptions, IHasMetadata
{
    public long? Amount { get; set; }

    public string Charge { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string PaymentIntent { get; set; }

    public string Reason { get; set; }
}

public class RefundGetOptions : BaseOptions;

public class RefundListOptions : ListOptions
{
    public string Charge { get; set; }

    public string PaymentIntent { get; set; }
}
