namespace Stripe;

public class Invoice : StripeEntity<Invoice>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public string HostedInvoiceUrl { get; set; }

    public string InvoicePdf { get; set; }

    public string Status { get; set; }
}
