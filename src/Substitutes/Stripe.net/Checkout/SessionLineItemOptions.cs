namespace Stripe.Checkout;

public class SessionLineItemOptions : INestedOptions
{
    public string Price { get; set; }

    public SessionLineItemPriceDataOptions PriceData { get; set; }

    public long? Quantity { get; set; }
}

public class SessionLineItemPriceDataOptions : INestedOptions
{
    public string Currency { get; set; }

    public SessionLineItemPriceDataProductDataOptions ProductData { get; set; }

    public long? UnitAmount { get; set; }
}

public class SessionLineItemPriceDataProductDataOptions : INestedOptions, IHasMetadata
{
    public string Description { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Name { get; set; }
}
