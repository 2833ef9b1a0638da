namespace Stripe.Checkout;

public class SessionCreateOptions : BaseOptions, IHasMetadata
{
    public bool? AllowPromotionCodes { get; set; }

    public SessionAutomaticTaxOptions AutomaticTax { get; set; }

    public string CancelUrl { get; set; }

    public string ClientReferenceId { get; set; }

    public string Customer { get; set; }

    public string CustomerEmail { get; set; }

    public SessionCustomerUpdateOptions CustomerUpdate { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public SessionInvoiceCreationOptions InvoiceCreation { get; set; }

    public List<SessionLineItemOptions> LineItems { get; set; }

    public string Locale { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Mode { get; set; }

    public SessionPaymentIntentDataOptions PaymentIntentData { get; set; }

    public SessionSubscriptionDataOptions SubscriptionData { get; set; }

    public List<string> PaymentMethodTypes { get; set; }

    public string SuccessUrl { get; set; }
}

public class SessionCustomerUpdateOptions : INestedOptions
{
    public string Address { get; set; }
}

public class SessionSubscriptionDataOptions : INestedOptions, IHasMetadata
{
    public Dictionary<string, string> Metadata { get; set; }

    public long? TrialPeriodDays { get; set; }
}

public class SessionAutomaticTaxOptions : INestedOptions
{
    public bool? Enabled { get; set; }
}

public class SessionPaymentIntentDataOptions : INestedOptions, IHasMetadata
{
    public string Description { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string SetupFutureUsage { get; set; }
}
