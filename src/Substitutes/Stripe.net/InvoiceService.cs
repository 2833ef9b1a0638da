namespace Stripe;

public class InvoiceService(IStripeClient client) : Service(client)
{
    public virtual Task<Invoice> GetAsync(
        string id,
        InvoiceGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        GetAsync<Invoice>($"/v1/invoices/{Escape(id)}", options, requestOptions, cancellationToken);
}

public class InvoiceGetOptions : BaseOptions;
