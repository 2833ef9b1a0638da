using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using Xunit.Abstractions;

namespace SeoRankGenius.Credits.Tests.Exhaustive;

/// <summary>
/// Every pair of the types of events that one purchase can have, each type with itself too: both orders, before and
/// after the payment, and twice. All end alike.
/// </summary>
public sealed class EveryPairOfEventsTests(ITestOutputHelper output) : AppTests
{
    private const int Parts = 8;

    [SkippableTheory]
    [EachDatabase(0), EachDatabase(1), EachDatabase(2), EachDatabase(3)]
    [EachDatabase(4), EachDatabase(5), EachDatabase(6), EachDatabase(7)]
    public async Task Any_order_ends_alike(Provider on, int part)
    {
        var app = await AppAsync(on);
        var types = (await EventSequence.CreateAsync(app)).Types;

        foreach (var (one, other) in Pairs.Of(types, part, Parts))
            await EndAlikeAsync(
                app,
                [EventSequence.Paid, one, other],
                [EventSequence.Paid, other, one],
                [one, other, EventSequence.Paid],
                [other, EventSequence.Paid, one, other, one]);
    }

    [SkippableTheory]
    [EachDatabase(0), EachDatabase(1), EachDatabase(2)]
    public async Task A_shuffle_of_all_events_ends_alike(Provider on, int part)
    {
        var app = await AppAsync(on);
        var seed = Pairs.Seed() + part;
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var types = (await EventSequence.CreateAsync(app)).Types;

        await EndAlikeAsync(
            app,
            [.. types],
            [.. Enumerable.Range(0, 14).Select(_ =>
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

        var types = (await EventSequence.CreateAsync(app)).Types;

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

    private static async Task EndAlikeAsync(App app, string[] first, params string[][] others)
    {
        var expected = await EventSequence.EndAsync(app, first);
        foreach (var order in others)
            Assert.Equal(
                (string.Join(", ", order), expected),
                (string.Join(", ", order), await EventSequence.EndAsync(app, order)));
    }
}
