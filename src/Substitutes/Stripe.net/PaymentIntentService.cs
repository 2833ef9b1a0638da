namespace Stripe;

public class PaymentIntentService(IStripeClient client) : Service(client)
{
    public virtual Task<PaymentIntent> CreateAsync(
        PaymentIntentCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        PostAsync<PaymentIntent>("/v1/payment_intents", options, requestOptions, cancellationToken);

    public virtual Task<PaymentIntent> GetAsync(
        string id,
        PaymentIntentGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<PaymentIntent>($"/v1/payment_intents/{Escape(id)}", options, requestOptions, cancellationToken);
}

public class PaymentIntentCreateOptions : BaseOptions, IHasMetadata
{
    public long? Amount { get; set; }

    public bool? Confirm { get; set; }

    public string Currency { get; set; }

    public string Customer { get; set; }

    public string Description { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public bool? OffSession { get; set; }

    public string PaymentMethod { get; set; }
}

public class PaymentIntentGetOptions : BaseOptions;
