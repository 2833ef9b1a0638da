namespace Stripe.Checkout;

public class SessionInvoiceCreationOptions : INestedOptions
{
    public bool? Enabled { get; set; }

    public SessionInvoiceCreationInvoiceDataOptions InvoiceData { get; set; }
}

public class SessionInvoiceCreationInvoiceDataOptions : INestedOptions, IHasMetadata
{
    public string Description { get; set; }

    public Dictionary<string, string> Metadata { get; set; }
}
