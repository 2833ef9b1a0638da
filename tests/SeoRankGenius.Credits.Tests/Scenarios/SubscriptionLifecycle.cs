using System.Text.Json.Nodes;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Demo.Sandbox.Simulation;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Scenarios;

/// <summary>
/// A subscription to which everything happens that can: a trial that ends, a smaller plan, a card that fails and
/// another that pays, a pause, an end. Its events lie ready as they happen, none of them delivered.
/// </summary>
public sealed class SubscriptionLifecycle
{
    private readonly App _app;
    private readonly TestLicense _license;
    private readonly string _subscription;
    private readonly HashSet<string> _delivered = [];

    private SubscriptionLifecycle(App app, TestLicense license, string subscription) =>
        (_app, _license, _subscription) = (app, license, subscription);

    /// <summary>What happens after the start, in this order.</summary>
    public static readonly IReadOnlyList<Action<Subscriptions, string, string>> Steps =
    [
        (all, id, _) => all.AdvanceToNext(id),
        (all, id, pro) => all.ChangePrice(id, pro),
        (all, id, _) => all.ReplaceCard(id, TestCard.DeclinesLater),
        (all, id, _) => all.AdvanceToNext(id),
        (all, id, _) => all.ReplaceCard(id, TestCard.Card),
        (all, id, _) => all.Pause(id),
        (all, id, _) => all.Pause(id, pauses: false),
        (all, id, _) => all.CancelAtPeriodEnd(id),
        (all, id, _) => all.AdvanceToNext(id),
    ];

    /// <summary>Every type of its events that the product uses.</summary>
    public IReadOnlyList<string> Types =>
        [.. Happened.Select(made => (string)made["type"]!).Distinct()
            .Where(type => type.StartsWith("customer.subscription.", StringComparison.Ordinal)
                || type is "checkout.session.completed" or "invoice.paid" or "invoice.payment_failed")];

    private IReadOnlyList<JsonObject> Happened => _app.Stripe.Subscriptions.EventsAbout(_subscription);

    /// <summary>Only its beginning: a trial of Agency.</summary>
    public static async Task<SubscriptionLifecycle> StartAsync(App app)
    {
        var license = await app.World.LicenseAsync("free");
        return new SubscriptionLifecycle(app, license, await app.SubscribeAsync(license, "agency"));
    }

    /// <summary>All of it, from beginning to end.</summary>
    public static async Task<SubscriptionLifecycle> CompleteAsync(App app)
    {
        var life = await StartAsync(app);
        foreach (var step in Steps)
            life.Take(step);
        return life;
    }

    /// <summary>How a new subscription ends when these types are delivered in this order after all happened.</summary>
    public static async Task<string> EndAsync(App app, params string[] order)
    {
        var life = await CompleteAsync(app);
        foreach (var type in order)
            await life.DeliverAsync(type);
        return await life.StateAsync();
    }

    public void Take(Action<Subscriptions, string, string> step) =>
        step(_app.Stripe.Subscriptions, _subscription, _app.Stripe.Prices.IdOf("seorankgenius-pro"));

    /// <summary>Delivers all events of a type, in their order.</summary>
    public async Task DeliverAsync(string type)
    {
        foreach (var happened in Happened.Where(made => (string?)made["type"] == type))
            await _app.ProcessAsync(happened);
    }

    /// <summary>Delivers some of what has happened and was not delivered yet, in any order; or all of it.</summary>
    public async Task DeliverSomeAsync(Random random, bool all)
    {
        var waiting = Happened.Where(made => !_delivered.Contains((string)made["id"]!)).ToArray();
        random.Shuffle(waiting);
        foreach (var happened in waiting.Take(all ? waiting.Length : random.Next(waiting.Length + 1)))
        {
            await _app.ProcessAsync(happened);
            _delivered.Add((string)happened["id"]!);
        }
    }

    /// <summary>Delivers all events of a type while a write fails; true when that interrupted any of them.</summary>
    public async Task<bool> InterruptAsync(string type, string table, string change)
    {
        var isInterrupted = false;
        foreach (var happened in Happened.Where(made => (string?)made["type"] == type))
            isInterrupted |= await _app.World.InterruptAsync(table, change, () => _app.ProcessAsync(happened));
        return isInterrupted;
    }

    public Task<string> StateAsync() => _app.World.PlanStateAsync(_license.Id);
}
