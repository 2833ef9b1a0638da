using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using Xunit.Abstractions;

namespace SeoRankGenius.Credits.Tests.Exhaustive;

/// <summary>
/// The events that a subscription can have, interrupted at each write and delivered again; and all of them late, at
/// random, while it lives. All end alike.
/// </summary>
public sealed class InterruptedPlanEventsTests(ITestOutputHelper output) : AppTests
{
    private const string Whole = "pro Canceled True, order agency Completed, subscription pro Canceled False, "
        + "invoice 10000, invoice 2000, refund -8000, trial 500";

    // Every write that following may do.
    private static readonly (string Table, string Change)[] Writes =
    [
        ("StoredEvents", "INSERT"), ("Subscriptions", "INSERT"), ("Subscriptions", "UPDATE"),
        ("Licenses", "UPDATE"), ("SubscriptionOrders", "UPDATE"), ("LedgerTransactions", "INSERT"),
        ("LedgerEntries", "INSERT"), ("Pools", "UPDATE"), ("PlanInvoices", "INSERT"), ("PlanInvoices", "UPDATE"),
        ("PlanChanges", "INSERT"), ("OutboxMails", "INSERT"),
    ];

    [SkippableTheory]
    [EachDatabase(0), EachDatabase(1), EachDatabase(2), EachDatabase(3), EachDatabase(4), EachDatabase(5)]
    public async Task An_interruption_of_any_write_changes_nothing(Provider on, int part)
    {
        var writes = Writes.Where((_, at) => at % 6 == part).ToList();
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var types = (await SubscriptionLifecycle.CompleteAsync(app)).Types;
        var interrupted = new HashSet<(string, string)>();

        foreach (var type in types)
        {
            var expected = await SubscriptionLifecycle.EndAsync(app, type);
            foreach (var (table, change) in writes)
            {
                var life = await SubscriptionLifecycle.CompleteAsync(app);
                if (await life.InterruptAsync(type, table, change))
                    interrupted.Add((table, change));
                await life.DeliverAsync(type);
                Assert.Equal((type, table, expected), (type, table, await life.StateAsync()));
            }
        }

        Assert.Equal(writes.Order(), interrupted.Order());
    }

    [SkippableTheory]
    [EachDatabase(0), EachDatabase(1)]
    public async Task Late_events_in_any_order_end_alike(Provider on, int part)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var seed = Pairs.Seed() + part;
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);

        for (var i = 0; i < 10; i++)
        {
            var life = await SubscriptionLifecycle.StartAsync(app);
            foreach (var step in SubscriptionLifecycle.Steps)
            {
                await life.DeliverSomeAsync(random, all: false);
                life.Take(step);
            }

            await life.DeliverSomeAsync(random, all: true);
            Assert.Equal(Whole, await life.StateAsync());
        }
    }
}
