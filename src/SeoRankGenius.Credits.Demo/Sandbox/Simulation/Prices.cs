using SeoRankGenius.Credits.Demo.Sandbox.State;

namespace SeoRankGenius.Credits.Demo.Sandbox.Simulation;

/// <summary>What can be subscribed to, as Stripe's dashboard sets it up. Safe to use from any thread.</summary>
public sealed class Prices
{
    private readonly Store store;

    internal Prices(Store store) => this.store = store;

    /// <summary>
    /// Sells something for whole cents a month, or another interval. The lookup key moves over from an older price;
    /// what there is already is left alone.
    /// </summary>
    /// <returns>The price's id, <c>price_…</c>.</returns>
    public string Offer(
        string lookupKey, string name, long amountCents, string currency = "usd", string interval = "month") =>
        store.Change(state =>
        {
            var old = state.Prices.Find(price => price.LookupKey == lookupKey);
            if (old is not null && (old.AmountCents, old.Currency, old.Interval) == (amountCents, currency, interval))
                return old.Id;
            if (old is not null)
                old.LookupKey = null;
            var made = new RecurringPrice
            {
                Id = Store.NewId("price_1"),
                ProductId = old?.ProductId ?? Store.NewId("prod_", 14),
                Name = name,
                AmountCents = amountCents,
                Currency = currency,
                Interval = interval,
                CreatedAt = store.Now,
                LookupKey = lookupKey,
            };
            state.Prices.Add(made);
            return made.Id;
        });

    /// <summary>The price that has a lookup key now.</summary>
    public string IdOf(string lookupKey) =>
        store.Read(state => state.Prices.First(price => price.LookupKey == lookupKey).Id);
}
