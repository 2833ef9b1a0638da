namespace SeoRankGenius.Credits.Demo.Sandbox.Api.Resources;

/// <summary>Prices: their routes, and the JSON of prices, products and plans.</summary>
internal static class PricesApi
{
    public static readonly Resource<RecurringPrice> Resource = new(
        "price", "price", ["product"], state => state.Prices, Write);

    private const string PriceConstants = """
        {"object":"price","billing_scheme":"per_unit","livemode":false,"metadata":{},"tax_behavior":"unspecified"}
        """;

    private const string ProductConstants = """
        {"object":"product","images":[],"livemode":false,"marketing_features":[],"metadata":{},"type":"service"}
        """;

    public static void Map(ApiEndpoints api)
    {
        api.List("/v1/prices", Resource, ["active", "currency", "lookup_keys[#]", "product"], Filter);
        api.Get("/v1/prices/{id}", Resource.Get);
    }

    /// <summary>The price of a line item, which is not for sale otherwise.</summary>
    public static JsonObject Write(CheckoutSession session, LineItem item, bool withProduct) =>
        Json.Of(PriceConstants, new
        {
            Id = item.PriceId, Active = false, Created = session.CreatedAt, session.Currency,
            Product = withProduct
                ? Product(item.ProductId, item.Name, item.Description, session.CreatedAt, isActive: false)
                : (JsonNode)item.ProductId,
            Type = "one_time", item.UnitAmount,
            UnitAmountDecimal = item.UnitAmount.ToString(CultureInfo.InvariantCulture),
        });

    /// <summary>The older form of a recurring price, which a subscription's item still has.</summary>
    public static object Plan(RecurringPrice price) => new
    {
        price.Id, Object = "plan", Active = true, price.Amount,
        AmountDecimal = price.Amount.ToString(CultureInfo.InvariantCulture), BillingScheme = "per_unit",
        Created = price.CreatedAt, price.Currency, price.Interval, IntervalCount = 1, Livemode = false,
        Metadata = new { }, Product = price.ProductId, UsageType = "licensed",
    };

    private static Func<RecurringPrice, bool> Filter(FormFields fields)
    {
        var keys = fields.List("lookup_keys");
        if (keys.Count > 10)
            throw StripeError.Invalid("lookup_keys", "You may pass up to 10 lookup_keys.");
        var isActive = fields.Boolean("active") ?? true;
        var (currency, product) = (fields.Text("currency"), fields.Text("product"));
        return price => isActive && (keys.Count == 0 || keys.Contains(price.LookupKey ?? ""))
            && (currency is null || price.Currency == currency) && (product is null || price.ProductId == product);
    }

    private static JsonObject Write(SandboxState state, RecurringPrice price, Expansion expand) =>
        Json.Of(PriceConstants, new
        {
            price.Id, Active = true, Created = price.CreatedAt, price.Currency, price.LookupKey,
            Product = expand.Into("product") is null
                ? (JsonNode)price.ProductId
                : Product(price.ProductId, price.Name, description: null, price.CreatedAt, isActive: true),
            Recurring = new { price.Interval, IntervalCount = 1, UsageType = "licensed" }, Type = "recurring",
            UnitAmount = price.Amount, UnitAmountDecimal = price.Amount.ToString(CultureInfo.InvariantCulture),
        });

    private static JsonObject Product(
        string id, string name, string? description, DateTimeOffset createdAt, bool isActive) =>
        Json.Of(ProductConstants, new
        {
            Id = id, Active = isActive, Created = createdAt, Description = description, Name = name,
            Updated = createdAt,
        });
}
