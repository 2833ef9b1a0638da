using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Exhaustive;

/// <summary>The events that one purchase can have, interrupted at each step and write, then delivered again.</summary>
public sealed class InterruptedEventsTests : AppTests
{
    private const int Parts = 8;

    // Every write that settling may do.
    private static readonly (string Table, string Change)[] Writes =
    [
        ("StoredEvents", "INSERT"), ("Purchases", "UPDATE"), ("LedgerTransactions", "INSERT"),
        ("LedgerEntries", "INSERT"), ("Pools", "UPDATE"), ("Refunds", "INSERT"),
        ("Disputes", "INSERT"), ("Disputes", "UPDATE"),
    ];

    [SkippableTheory]
    [EachDatabase(0), EachDatabase(1), EachDatabase(2), EachDatabase(3)]
    [EachDatabase(4), EachDatabase(5), EachDatabase(6), EachDatabase(7)]
    public async Task An_interruption_of_any_step_changes_nothing(Provider on, int part)
    {
        var app = await AppAsync(on);
        var types = (await EventSequence.CreateAsync(app)).Types;

        foreach (var (one, other) in Pairs.Of(types, part, Parts))
        {
            var expected = await EventSequence.EndAsync(app, [EventSequence.Paid, one, other]);
            var story = await EventSequence.CreateAsync(app);
            foreach (var type in (string[])[other, one, EventSequence.Paid])
            {
                // A type that came before is stored already, and not written again.
                var isNew = !story.Delivered.Contains(type);
                Assert.Equal((type, isNew), (type, await story.InterruptAsync(type, "StoredEvents", "INSERT")));
                await story.DeliverAsync(type);
            }

            Assert.Equal((one, other, expected), (one, other, await story.StateAsync()));
        }
    }

    [SkippableTheory]
    [EachDatabase(0), EachDatabase(1), EachDatabase(2), EachDatabase(3)]
    [EachDatabase(4), EachDatabase(5), EachDatabase(6), EachDatabase(7)]
    public async Task An_interruption_of_any_write_changes_nothing(Provider on, int part)
    {
        var writes = Writes.Where((_, at) => at % Parts == part).ToList();
        var app = await AppAsync(on);
        var types = (await EventSequence.CreateAsync(app)).Types;
        var interrupted = new HashSet<(string, string)>();

        foreach (var type in types)
        {
            var expected = await EventSequence.EndAsync(app, [EventSequence.Paid, type]);
            foreach (var (table, change) in writes)
            {
                var story = await EventSequence.CreateAsync(app);
                await story.DeliverAsync(EventSequence.Paid);
                if (await story.InterruptAsync(type, table, change))
                    interrupted.Add((table, change));
                await story.DeliverAsync(type);
                Assert.Equal((type, table, expected), (type, table, await story.StateAsync()));
            }
        }

        Assert.Equal(writes.Order(), interrupted.Order());
    }

    [SkippableTheory, EachDatabase]
    public async Task An_interruption_of_a_refunds_end_changes_nothing(Provider on)
    {
        var app = await AppAsync(on);
        var session = await app.SellAsync(await app.World.SiteAsync());
        var refund = app.Stripe.Refunds.Make(session, 5_00);
        await app.DeliverAllAsync(session);
        var before = await app.World.StateAsync(session);
        app.Stripe.Refunds.End(refund, succeeds: false);
        var ended = app.Stripe.EventsAbout(session)[^1];

        Assert.True(await app.World.InterruptAsync("Refunds", "UPDATE", () => app.ProcessAsync(ended)));

        Assert.Equal(before, await app.World.StateAsync(session));
        await app.ProcessAsync(ended);
        Assert.Equal(
            "Failed", await app.World.ReadAsync(async db => $"{(await db.Refunds.SingleAsync()).Status}"));
    }
}
