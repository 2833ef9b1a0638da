using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>
/// Three licenses buy, subscribe, top up, spend, are refunded and dispute at random, while Stripe's events arrive
/// repeatedly, in any order and during failing writes. The model is what Stripe did; the product has to agree with it.
/// </summary>
public sealed class RandomMoney(App app, Random random, bool spends)
{
    private readonly List<TestSite> _sites = [];
    private readonly List<Paid> _paid = [];
    private readonly Dictionary<Guid, long> _spent = [];
    private readonly Dictionary<Guid, string> _subscriptions = [];

    public RandomDeliveries Deliveries { get; } = new(app, random);

    /// <summary>Runs some steps, delivers what is left, and compares. Returns the differences from the model.</summary>
    public async Task<List<string>> RunAsync(int steps)
    {
        for (var site = 0; site < 3; site++)
            _sites.Add(await app.World.SiteAsync(await app.World.LicenseAsync()));
        for (var step = 0; step < steps; step++)
        {
            await StepAsync();
            await Deliveries.SomeAsync();
        }

        await Deliveries.AllAsync();
        await Deliveries.AllAsync();
        var charges = app.Paid();
        await app.TopUpAsync();
        await app.TopUpAsync();
        var differences = await CompareAsync();
        if (!spends && charges + app.Paid() > 0)
            differences.Add($"Nothing was spent, but cards were charged {app.Paid()} times.");
        return differences;
    }

    private async Task StepAsync()
    {
        var site = _sites[random.Next(_sites.Count)];
        switch (random.Next(10))
        {
            case 0 or 1:
                await BuyAsync(site);
                break;
            case 2:
                await SubscribeAsync(site);
                break;
            case 3:
                await SetUpTopUpAsync(site);
                break;
            case 4 or 5:
                Refund();
                break;
            case 6 or 7:
                Dispute();
                break;
            case 8 when spends:
                await SpendAsync(site);
                break;
            default:
                await app.TopUpAsync();
                break;
        }
    }

    private async Task BuyAsync(TestSite site)
    {
        var pack = new[] { "shared-1000", "shared-5000", "domain-1000" }[random.Next(3)];
        var session = await app.BuyAsync(site, pack);
        await app.Stripe.PayAsync(session);
        Add(site, session, pack);
    }

    private async Task SetUpTopUpAsync(TestSite site)
    {
        var before = await app.World.TopUpOfAsync(site.License.Id);
        if (before is not null)
            return;
        var session = (await app.AgreeAsync(site))!.Segments[^1];
        await app.Stripe.PayAsync(session);
        Add(site, session, "shared-5000");
    }

    private void Add(TestSite site, string session, string pack)
    {
        var credits = long.Parse(pack.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
        var pool = pack.StartsWith("shared", StringComparison.Ordinal) ? PoolKind.Shared : PoolKind.Domain;
        _paid.Add(new Paid(pool.Id(site.License.Id, site.Id), credits, PaymentOf(session)) { Session = session });
    }

    private async Task SubscribeAsync(TestSite site)
    {
        var stripe = app.Stripe.Subscriptions;
        if (!_subscriptions.TryGetValue(site.License.Id, out var id))
            _subscriptions[site.License.Id] = id = await app.SubscribeAsync(site.License);
        else if (random.Next(2) == 0)
        {
            var item = stripe.All.Single(row => (string?)row["id"] == id)["items"]!["data"]![0]!;
            var current = (string?)item["price"]!["id"];
            var agency = app.Stripe.Prices.IdOf("seorankgenius-agency");
            var other = current == agency ? app.Stripe.Prices.IdOf("seorankgenius-pro") : agency;
            stripe.ChangePrice(id, other);
            var month = _paid.Last(paid => paid.Subscription == id);
            month.CreditsNow = Math.Min(other == agency ? 10_000 : 2_000, month.Credits);
            return;
        }
        else
            stripe.AdvanceToNext(id);

        var invoice = stripe.Invoices.Last(made =>
            (string?)made["parent"]!["subscription_details"]!["subscription"] == id);
        var credits = (long)invoice["total"]! == 99_00 ? 10_000 : 2_000;
        _paid.Add(new Paid(site.License.Id, credits, Payments()[^1]) { Subscription = id, CreditsNow = credits });
    }

    private void Refund()
    {
        if (_paid.Count == 0)
            return;
        var paid = _paid[random.Next(_paid.Count)];
        var left = paid.Minor - paid.Refunded;
        if (left == 0 || paid.DisputeId is not null)
            return;
        var minor = random.Next(3) == 0 ? left : random.NextInt64(1, left + 1);
        var refund = app.Stripe.Refunds.MakeOf(paid.ChargeId, minor);
        if (random.Next(4) == 0)
            app.Stripe.Refunds.End(refund, succeeds: false);
        else
            paid.Refunded += minor;
    }

    private void Dispute()
    {
        var candidates = _paid.Where(paid => paid.Session is not null).ToList();
        if (candidates.Count == 0)
            return;
        var paid = candidates[random.Next(candidates.Count)];
        if (paid.DisputeId is null)
        {
            paid.DisputeId = app.Stripe.Disputes.Open(paid.Session!);
            paid.Disputed = paid.Minor;
            Deliveries.Settle(paid.DisputeId);
            return;
        }

        var isWon = random.Next(2) == 0;
        if (app.Stripe.Disputes.All.Single(row => (string?)row["id"] == paid.DisputeId)["status"]!.ToString()
            is "won" or "lost")
            return;
        app.Stripe.Disputes.Close(paid.DisputeId, isWon);
        if (isWon)
            paid.Disputed = 0;
    }

    private async Task SpendAsync(TestSite site)
    {
        var balances = await app.World.BalancesAsync(site);
        var credits = Math.Min(balances.Total, random.NextInt64(1, 5_000));
        if (credits > 1_000)
            credits -= credits % 5;
        if (credits == 0)
            return;
        var domain = Math.Min(balances.Domain, credits);
        var each = credits > 1_000 ? 5 : 1;
        await app.Get<Spending>().SpendAsync(
            site.Id, new SpendRequest($"{Guid.NewGuid()}", "meta-generation", each, credits / each), default);
        _spent[site.Id] = _spent.GetValueOrDefault(site.Id) + domain;
        _spent[site.License.Id] = _spent.GetValueOrDefault(site.License.Id) + credits - domain;
    }

    private async Task<List<string>> CompareAsync()
    {
        foreach (var charge in app.Stripe.Cards.Charges.Where(made => (string?)made["status"] == "succeeded"))
            if (!_paid.Exists(paid => paid.PaymentId == (string)charge["id"]!))
                _paid.Add(new Paid(await PoolOfAsync(charge), 5_000, charge));
        var differences = new List<string>();
        var (balances, purchases, invoices) = await app.World.ReadAsync(db => Task.FromResult((
            db.Pools.ToDictionary(row => row.Id, row => row.Balance),
            db.Purchases.ToList(),
            db.PlanInvoices.ToList())));
        differences.AddRange((await app.World.EventsAsync()).Where(row => row.Outcome == EventOutcome.Flagged)
            .Select(row => $"Event {row.Id} {row.Type} was flagged: {row.Reason}"));
        foreach (var pool in balances.Keys)
        {
            var paid = _paid.Where(row => row.PoolId == pool).ToList();
            var credited = paid.Sum(row => row.Credits);
            var owed = paid.Sum(row => row.Owed);
            var taken = purchases.Where(row => row.PoolId == pool).Sum(row => row.CreditsTaken)
                + invoices.Where(row => row.PoolId == pool).Sum(row => row.CreditsTaken);
            var missing = purchases.Where(row => row.PoolId == pool).Sum(row => row.Shortfall)
                + invoices.Where(row => row.PoolId == pool).Sum(row => row.Shortfall);
            var spent = _spent.GetValueOrDefault(pool);
            if (balances[pool] != credited - taken - spent || taken + missing != owed || (!spends && missing > 0))
                differences.Add(FormattableString.Invariant(
                    $"Pool {pool}: balance {balances[pool]}, taken {taken}, missing {missing}; ")
                    + FormattableString.Invariant($"the model has {credited} credited, {owed} owed, {spent} spent."));
        }

        return differences;
    }

    private async Task<Guid> PoolOfAsync(JsonObject charge)
    {
        var id = Guid.Parse((string)charge["metadata"]!["purchase_id"]!);
        return (await app.World.PurchaseAsync(id)).PoolId;
    }

    private JsonObject PaymentOf(string session)
    {
        var id = (string)app.Stripe.Sessions.Single(row => (string?)row["id"] == session)["payment_intent"]!;
        return Payments().Single(row => (string?)row["id"] == id);
    }

    private List<JsonObject> Payments() => [.. app.Stripe.Events
        .Where(made => (string?)made["type"] == "payment_intent.succeeded")
        .Select(made => made["data"]!["object"]!.AsObject())];

    // What was paid at Stripe, and what became of it there.
    private sealed class Paid(Guid poolId, long credits, JsonObject payment)
    {
        public Guid PoolId => poolId;
        public long Credits { get; } = credits;
        public string PaymentId { get; } = (string)payment["id"]!;
        public string ChargeId { get; } = (string)payment["latest_charge"]!;
        public long Minor { get; } = (long)payment["amount"]!;
        public string? Session { get; init; }
        public string? Subscription { get; init; }
        public long CreditsNow { get; set; } = credits;
        public long Refunded { get; set; }
        public string? DisputeId { get; set; }
        public long Disputed { get; set; }

        public long Owed => Math.Min(Credits, Credits - CreditsNow + (Refunded + Disputed >= Minor
            ? Credits
            : Credits * (Refunded + Disputed) / Minor));
    }
}
