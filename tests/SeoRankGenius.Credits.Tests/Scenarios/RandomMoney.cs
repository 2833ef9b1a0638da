using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>
/// Three licenses buy by card and by bank debit, subscribe, top up, spend and hold credits, are refunded and dispute at
/// random, while Stripe's events arrive repeatedly, in any order and during failing writes. The model is what Stripe
/// did; the product has to agree with it.
/// </summary>
public sealed class RandomMoney(App app, Random random, Uses uses)
{
    private readonly List<TestSite> _sites = [];
    private readonly List<RandomPayment> _paid = [];
    private readonly List<(TestSite Site, string Session, string Pack)> _debits = [];
    private readonly RandomUses _uses = new(app, random, uses);
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
        await _uses.EndAllAsync();
        await Deliveries.AllAsync();
        var charges = app.Paid();
        await app.TopUpAsync();
        await app.TopUpAsync();
        var differences = await CompareAsync();
        if (uses == Uses.None && charges + app.Paid() > 0)
            differences.Add($"Nothing was spent, but cards were charged {app.Paid()} times.");
        return differences;
    }

    private async Task StepAsync()
    {
        var site = _sites[random.Next(_sites.Count)];
        await AddChargesAsync();
        switch (random.Next(12))
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
            case 8:
                await EndDebitAsync();
                break;
            case 9 or 10:
                await _uses.StepAsync(site);
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
        if (random.Next(3) == 0)
        {
            await app.Stripe.PayAsync(session, TestCard.BankDebitThatSucceeds);
            _debits.Add((site, session, pack));
            return;
        }

        await app.Stripe.PayAsync(session);
        Add(site, session, pack);
    }

    // A bank debit that nobody ends stays pending.
    private async Task EndDebitAsync()
    {
        if (_debits.Count == 0)
            return;
        var debit = _debits[random.Next(_debits.Count)];
        _debits.Remove(debit);
        var pays = random.Next(3) > 0;
        await app.Stripe.CompleteBankDebitAsync(debit.Session, pays);
        if (pays)
            Add(debit.Site, debit.Session, debit.Pack);
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
        _paid.Add(new RandomPayment(pool.Id(site.License.Id, site.Id), credits, PaymentOf(session)));
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
        _paid.Add(new RandomPayment(site.License.Id, credits, Payments()[^1]) { Subscription = id });
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
        if (_paid.Count == 0)
            return;
        var paid = _paid[random.Next(_paid.Count)];
        if (paid.DisputeId is null)
        {
            paid.DisputeId = app.Stripe.Disputes.OpenOf(paid.ChargeId);
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

    private async Task<List<string>> CompareAsync()
    {
        await AddChargesAsync();
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
            var spent = _uses.OutOf(pool);
            if (balances[pool] != credited - taken - spent || taken + missing != owed || missing > spent)
                differences.Add(FormattableString.Invariant(
                    $"Pool {pool}: balance {balances[pool]}, taken {taken}, missing {missing}; ")
                    + FormattableString.Invariant($"the model has {credited} credited, {owed} owed, {spent} spent."));
        }

        return differences;
    }

    // What saved cards were charged since.
    private async Task AddChargesAsync()
    {
        foreach (var charge in app.Stripe.Cards.Charges.Where(made => (string?)made["status"] == "succeeded"))
            if (!_paid.Exists(paid => paid.PaymentId == (string)charge["id"]!))
                _paid.Add(new RandomPayment(await PoolOfAsync(charge), 5_000, charge));
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
}
