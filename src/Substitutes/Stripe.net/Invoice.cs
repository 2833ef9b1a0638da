namespace Stripe;

public class Invoice : StripeEntity<Invoice>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public string HostedInvoiceUrl { get; set; }

    public string InvoicePdf { get; set; }

    public StripeList<InvoiceLineItem> Lines { get; set; }

    public InvoiceParent Parent { get; set; }

    public string Status { get; set; }
}
