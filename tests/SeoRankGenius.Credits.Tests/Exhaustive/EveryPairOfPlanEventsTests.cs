using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Exhaustive;

/// <summary>
/// Every pair of the types of events that a subscription can have, each type with itself too: both orders, and twice.
/// All end alike.
/// </summary>
public sealed class EveryPairOfPlanEventsTests : AppTests
{
    private const int Parts = 6;

    [SkippableTheory]
    [EachDatabase(0), EachDatabase(1), EachDatabase(2), EachDatabase(3), EachDatabase(4), EachDatabase(5)]
    public async Task Any_order_ends_alike(Provider on, int part)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var types = (await SubscriptionLifecycle.CompleteAsync(app)).Types;

        foreach (var (one, other) in Pairs.Of(types, part, Parts))
        {
            var expected = await SubscriptionLifecycle.EndAsync(app, one, other);
            foreach (var order in (string[][])[[other, one], [other, one, other]])
                Assert.Equal(
                    (string.Join(", ", order), expected),
                    (string.Join(", ", order), await SubscriptionLifecycle.EndAsync(app, order)));
        }
    }

    [Fact]
    public async Task The_life_has_every_type_that_moves_a_plan()
    {
        var app = await AppAsync(Provider.Sqlite, PlanSteps.WithAgency);

        var types = (await SubscriptionLifecycle.CompleteAsync(app)).Types;

        Assert.Superset(
            new HashSet<string>
            {
                "checkout.session.completed", "customer.subscription.created", "customer.subscription.updated",
                "customer.subscription.deleted", "customer.subscription.paused", "customer.subscription.resumed",
                "invoice.paid", "invoice.payment_failed",
            },
            types.ToHashSet());
    }
}
