using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>Delivers Stripe's events repeatedly, in any order and during failing writes.</summary>
public sealed class RandomDeliveries(App app, Random random)
{
    private static readonly (string Table, string Change)[] Faults =
    [
        ("StoredEvents", "INSERT"), ("LedgerEntries", "INSERT"), ("Pools", "UPDATE"), ("Purchases", "UPDATE"),
        ("PlanInvoices", "UPDATE"),
    ];

    private static readonly (string Currency, decimal Rate)[] Settlements =
        [("usd", 1), ("eur", 0.86m), ("jpy", 1.53m), ("kwd", 3.07m), ("gbp", 0.79m)];

    private readonly Dictionary<string, (string Currency, decimal Out, decimal Back)> _settlements = [];
    private readonly HashSet<string> _delivered = [];

    /// <summary>How many times an event was delivered.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them failed on an injected fault.</summary>
    public int Interruptions { get; private set; }

    /// <summary>Chooses the currency of the bank account for a dispute, and a rate for each direction.</summary>
    public void Settle(string disputeId)
    {
        var (currency, rate) = Settlements[random.Next(Settlements.Length)];
        var later = currency == "usd" ? 1 : rate * (0.9m + random.Next(20) / 100m);
        _settlements[disputeId] = (currency, rate, later);
    }

    /// <summary>Everything that has happened, in any order.</summary>
    public async Task AllAsync()
    {
        foreach (var happened in Shuffled(Events()))
            await DeliverAsync(happened);
    }

    /// <summary>
    /// Some of what waits, and now and then something that was delivered before; a few meet a failing write.
    /// </summary>
    public async Task SomeAsync()
    {
        var events = Events();
        foreach (var happened in Shuffled(events)
            .Where(made => !_delivered.Contains((string)made["id"]!) || random.Next(12) == 0).Take(random.Next(12)))
        {
            if (random.Next(8) == 0)
            {
                var (table, change) = Faults[random.Next(Faults.Length)];
                Count++;
                if (await app.World.InterruptAsync(table, change, () => app.ProcessAsync(happened)))
                    Interruptions++;
                continue;
            }

            await DeliverAsync(happened);
        }
    }

    private async Task DeliverAsync(JsonObject happened)
    {
        Count++;
        await app.ProcessAsync(happened);
        _delivered.Add((string)happened["id"]!);
    }

    // A dispute's balance transactions are in the currency of the bank account.
    private List<JsonObject> Events()
    {
        var events = app.Stripe.Events.ToList();
        foreach (var dispute in events.Select(made => made["data"]!["object"]!).Where(made =>
            (string?)made["object"] == "dispute"))
            foreach (var move in dispute["balance_transactions"]!.AsArray())
            {
                var (currency, rateOut, rateBack) = _settlements[(string)dispute["id"]!];
                var amount = (long)move!["amount"]!;
                var rate = amount < 0 ? rateOut : rateBack;
                move["amount"] = (long)Math.Round(amount * rate);
                move["currency"] = currency;
                move["exchange_rate"] = currency == "usd" ? null : rate;
            }

        return events;
    }

    private JsonObject[] Shuffled(List<JsonObject> events)
    {
        var shuffled = events.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }
}
