namespace Stripe;

public class CustomerService(IStripeClient client) : Service(client)
{
    private const string BasePath = "/v1/customers";

    public virtual Task<Customer> CreateAsync(
        CustomerCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<Customer>(BasePath, options, requestOptions, cancellationToken);

    public virtual Task<Customer> GetAsync(
        string id,
        CustomerGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Customer>($"{BasePath}/{Escape(id)}", options, requestOptions, cancellationToken);
}

public class CustomerCreateOptions : BaseOptions, IHasMetadata
{
    public string Description { get; set; }

    public string Email { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Name { get; set; }
}

public class CustomerGetOptions : BaseOptions;
