namespace Stripe;

public class Price : StripeEntity<Price>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public string Currency { get; set; }

    public string LookupKey { get; set; }

    public PriceRecurring Recurring { get; set; }

    public long? UnitAmount { get; set; }
}

public class PriceRecurring : StripeEntity<PriceRecurring>
{
    public string Interval { get; set; }

    public long IntervalCount { get; set; }

    public string UsageType { get; set; }
}
