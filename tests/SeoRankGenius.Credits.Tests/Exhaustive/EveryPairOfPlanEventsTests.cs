using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using Xunit.Abstractions;

namespace SeoRankGenius.Credits.Tests.Exhaustive;

/// <summary>
/// Every pair of the types of events that a subscription can have, each type with itself too: both orders, twice, and
/// with each step interrupted; and all of them late, at random, while it lives. All end alike.
/// </summary>
public sealed class EveryPairOfPlanEventsTests(ITestOutputHelper output) : AppTests
{
    private const string Whole = "pro Canceled True, order agency Completed, subscription pro Canceled False, "
        + "invoice 10000, invoice 2000, trial 500";

    // Every write that following may do.
    private static readonly (string Table, string Change)[] Writes =
    [
        ("StoredEvents", "INSERT"), ("Subscriptions", "INSERT"), ("Subscriptions", "UPDATE"),
        ("Licenses", "UPDATE"), ("SubscriptionOrders", "UPDATE"), ("LedgerTransactions", "INSERT"),
        ("LedgerEntries", "INSERT"), ("Pools", "UPDATE"),
    ];

    [SkippableTheory, EachDatabase]
    public async Task Any_order_ends_alike(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var types = (await SubscriptionLifecycle.HappenAsync(app)).Types;

        foreach (var (one, other) in Pairs(types))
        {
            var expected = await EndAsync(app, one, other);
            foreach (var order in (string[][])[[other, one], [other, one, other]])
                Assert.Equal(
                    (string.Join(", ", order), expected), (string.Join(", ", order), await EndAsync(app, order)));
        }
    }

    [SkippableTheory, EachDatabase]
    public async Task An_interruption_of_any_write_changes_nothing(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var types = (await SubscriptionLifecycle.HappenAsync(app)).Types;

        foreach (var type in types)
        {
            var expected = await EndAsync(app, type);
            foreach (var (table, change) in Writes)
            {
                var life = await SubscriptionLifecycle.HappenAsync(app);
                await life.InterruptAsync(type, table, change);
                await life.TellAsync(type);
                Assert.Equal((type, table, expected), (type, table, await life.StandingAsync()));
            }
        }
    }

    [SkippableTheory, EachDatabase]
    public async Task Late_events_in_any_order_end_alike(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CREDITS_TEST_SEED"), out var fixedSeed)
            ? fixedSeed
            : Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);

        for (var i = 0; i < 20; i++)
        {
            var life = await SubscriptionLifecycle.BeginAsync(app);
            foreach (var step in SubscriptionLifecycle.Steps)
            {
                await life.TellSomeAsync(random, all: false);
                life.Take(step);
            }

            await life.TellSomeAsync(random, all: true);
            Assert.Equal(Whole, await life.StandingAsync());
        }
    }

    [Fact]
    public async Task The_life_has_every_type_that_moves_a_plan()
    {
        var app = await AppAsync(Provider.Sqlite, PlanSteps.WithAgency);

        var types = (await SubscriptionLifecycle.HappenAsync(app)).Types;

        Assert.Superset(
            new HashSet<string>
            {
                "checkout.session.completed", "customer.subscription.created", "customer.subscription.updated",
                "customer.subscription.deleted", "customer.subscription.paused", "customer.subscription.resumed",
                "invoice.paid", "invoice.payment_failed",
            },
            types.ToHashSet());
    }

    private static IEnumerable<(string One, string Other)> Pairs(IReadOnlyList<string> types) =>
        types.SelectMany((one, at) => types.Skip(at).Select(other => (one, other)));

    private static async Task<string> EndAsync(App app, params string[] order)
    {
        var life = await SubscriptionLifecycle.HappenAsync(app);
        foreach (var type in order)
            await life.TellAsync(type);
        return await life.StandingAsync();
    }
}
