using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using Xunit.Abstractions;

namespace SeoRankGenius.Credits.Tests.Exhaustive;

/// <summary>
/// Every pair of the types of events that one purchase can have, each type with itself too: both orders, before and
/// after the payment, twice, and with each step interrupted. All end alike.
/// </summary>
public sealed class EveryPairOfEventsTests(ITestOutputHelper output) : AppTests
{
    // Every write that settling may do.
    private static readonly (string Table, string Change)[] Writes =
    [
        ("StoredEvents", "INSERT"), ("Purchases", "UPDATE"), ("LedgerTransactions", "INSERT"),
        ("LedgerEntries", "INSERT"), ("Pools", "UPDATE"), ("Refunds", "INSERT"), ("Refunds", "UPDATE"),
        ("Disputes", "INSERT"), ("Disputes", "UPDATE"),
    ];

    [SkippableTheory, EachDatabase]
    public async Task Any_order_ends_alike(Provider on)
    {
        var app = await AppAsync(on);
        var types = (await EventSequence.HappenAsync(app)).Types;

        foreach (var (one, other) in Pairs(types))
            await EndAlikeAsync(
                app,
                [EventSequence.Paid, one, other],
                [EventSequence.Paid, other, one],
                [one, other, EventSequence.Paid],
                [other, EventSequence.Paid, one, other, one]);
    }

    [SkippableTheory, EachDatabase]
    public async Task An_interruption_of_any_step_changes_nothing(Provider on)
    {
        var app = await AppAsync(on);
        var types = (await EventSequence.HappenAsync(app)).Types;

        foreach (var (one, other) in Pairs(types))
        {
            var expected = await EndAsync(app, [EventSequence.Paid, one, other]);
            var story = await EventSequence.HappenAsync(app);
            foreach (var type in (string[])[other, one, EventSequence.Paid])
            {
                await story.InterruptAsync(type, "StoredEvents", "INSERT");
                await story.TellAsync(type);
            }

            Assert.Equal((one, other, expected), (one, other, await story.StandingAsync()));
        }
    }

    [SkippableTheory, EachDatabase]
    public async Task An_interruption_of_any_write_changes_nothing(Provider on)
    {
        var app = await AppAsync(on);
        var types = (await EventSequence.HappenAsync(app)).Types;

        foreach (var type in types)
        {
            var expected = await EndAsync(app, [EventSequence.Paid, type]);
            foreach (var (table, change) in Writes)
            {
                var story = await EventSequence.HappenAsync(app);
                await story.TellAsync(EventSequence.Paid);
                await story.InterruptAsync(type, table, change);
                await story.TellAsync(type);
                Assert.Equal((type, table, expected), (type, table, await story.StandingAsync()));
            }
        }
    }

    [SkippableTheory, EachDatabase]
    public async Task A_shuffle_of_all_events_ends_alike(Provider on)
    {
        var app = await AppAsync(on);
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CREDITS_TEST_SEED"), out var fixedSeed)
            ? fixedSeed
            : Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var types = (await EventSequence.HappenAsync(app)).Types;

        await EndAlikeAsync(
            app,
            [.. types],
            [.. Enumerable.Range(0, 40).Select(_ =>
            {
                string[] shuffled = [.. types, .. random.GetItems([.. types], 4)];
                random.Shuffle(shuffled);
                return shuffled;
            })]);
    }

    [Fact]
    public async Task The_story_has_every_type_that_moves_money()
    {
        var app = await AppAsync(Provider.Sqlite);

        var types = (await EventSequence.HappenAsync(app)).Types;

        Assert.Superset(
            new HashSet<string>
            {
                "checkout.session.completed", "checkout.session.async_payment_succeeded",
                "charge.refunded", "charge.refund.updated", "refund.created", "refund.updated", "refund.failed",
                "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed",
                "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
            },
            types.ToHashSet());
    }

    private static IEnumerable<(string One, string Other)> Pairs(IReadOnlyList<string> types) =>
        types.SelectMany((one, at) => types.Skip(at).Select(other => (one, other)));

    private static async Task EndAlikeAsync(App app, string[] first, params string[][] others)
    {
        var expected = await EndAsync(app, first);
        foreach (var order in others)
            Assert.Equal(
                (string.Join(", ", order), expected), (string.Join(", ", order), await EndAsync(app, order)));
    }

    private static async Task<string> EndAsync(App app, string[] order)
    {
        var story = await EventSequence.HappenAsync(app);
        foreach (var type in order)
            await story.TellAsync(type);
        return await story.StandingAsync();
    }
}
