using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

public class InvoiceLineItem : StripeEntity<InvoiceLineItem>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    public InvoiceLineItemParent Parent { get; set; }

    public InvoiceLineItemPricing Pricing { get; set; }
}

public class InvoiceLineItemParent : StripeEntity<InvoiceLineItemParent>
{
    public InvoiceLineItemParentSubscriptionItemDetails SubscriptionItemDetails { get; set; }
}

public class InvoiceLineItemParentSubscriptionItemDetails : StripeEntity<InvoiceLineItemParentSubscriptionItemDetails>
{
    public bool Proration { get; set; }
}

public class InvoiceLineItemPricing : StripeEntity<InvoiceLineItemPricing>
{
    public InvoiceLineItemPricingPriceDetails PriceDetails { get; set; }
}

public class InvoiceLineItemPricingPriceDetails : StripeEntity<InvoiceLineItemPricingPriceDetails>
{
    [JsonInclude, JsonPropertyName("price")]
    private Expandable<Price> _price;

    [JsonIgnore]
    public string PriceId
    {
        get => _price.Id;
        set => _price = value;
    }

    [JsonIgnore]
    public Price Price
    {
        get => _price.Value;
        set => _price = value;
    }
}
