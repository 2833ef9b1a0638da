namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>Recurring prices, as created in Stripe's dashboard. Safe to use from any thread.</summary>
public sealed class Prices
{
    private readonly Store store;

    internal Prices(Store store) => this.store = store;

    /// <summary>
    /// Creates a price in minor units a month, or another interval. The lookup key is transferred from an older price;
    /// an identical price is kept.
    /// </summary>
    /// <returns>The price's id, <c>price_…</c>.</returns>
    public string Offer(
        string lookupKey, string name, long amount, string currency = "usd", string interval = "month") =>
        store.Change(state =>
        {
            var old = state.Prices.Find(price => price.LookupKey == lookupKey);
            if (old is not null && (old.Amount, old.Currency, old.Interval) == (amount, currency, interval))
                return old.Id;
            if (old is not null)
                old.LookupKey = null;
            var made = new RecurringPrice
            {
                Id = Store.NewId("price_1"),
                ProductId = old?.ProductId ?? Store.NewId("prod_", 14),
                Name = name,
                Amount = amount,
                Currency = currency,
                Interval = interval,
                CreatedAt = store.Now,
                LookupKey = lookupKey,
            };
            state.Prices.Add(made);
            return made.Id;
        });

    /// <summary>
    /// Creates a price again: its lookup key moves to the new one, and its subscriptions stay with the old one. Nothing
    /// for a price without a key.
    /// </summary>
    public void Replace(string priceId) => store.Change(state =>
    {
        var old = state.Price(priceId);
        if (old.LookupKey is null)
            return;
        state.Prices.Add(old with { Id = Store.NewId("price_1"), CreatedAt = store.Now });
        old.LookupKey = null;
    });

    /// <summary>The price that has the lookup key.</summary>
    public string IdOf(string lookupKey) =>
        store.Read(state => state.Prices.First(price => price.LookupKey == lookupKey).Id);
}
