namespace Stripe.BillingPortal;

public class SessionCreateOptions : BaseOptions
{
    public string Customer { get; set; }

    public SessionFlowDataOptions FlowData { get; set; }

    public string ReturnUrl { get; set; }
}

public class SessionFlowDataOptions : INestedOptions
{
    public SessionFlowDataAfterCompletionOptions AfterCompletion { get; set; }

    public SessionFlowDataSubscriptionUpdateConfirmOptions SubscriptionUpdateConfirm { get; set; }

    public string Type { get; set; }
}

public class SessionFlowDataAfterCompletionOptions : INestedOptions
{
    public SessionFlowDataAfterCompletionRedirectOptions Redirect { get; set; }

    public string Type { get; set; }
}

public class SessionFlowDataAfterCompletionRedirectOptions : INestedOptions
{
    public string ReturnUrl { get; set; }
}

public class SessionFlowDataSubscriptionUpdateConfirmOptions : INestedOptions
{
    public List<SessionFlowDataSubscriptionUpdateConfirmItemOptions> Items { get; set; }

    public string Subscription { get; set; }
}

public class SessionFlowDataSubscriptionUpdateConfirmItemOptions : INestedOptions, IHasId
{
    public string Id { get; set; }

    public string Price { get; set; }

    public long? Quantity { get; set; }
}
