using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>A price whose lookup key has moved to a newer one still belongs to its plan.</summary>
public sealed class OldPricesTests : AppTests
{
    [SkippableTheory]
    [EachDatabase("agency")]
    [EachDatabase("pro")]
    public async Task An_invoice_at_the_old_price_counts_after_the_plan_changed(Provider on, string later)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var license = await app.World.LicenseAsync("free");
        var subscription = await app.SubscribedAsync(license);
        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        app.Stripe.Prices.Offer("seorankgenius-pro", "Pro", 39_00);
        app.Stripe.Subscriptions.ChangePrice(subscription, app.Stripe.Prices.IdOf($"seorankgenius-{later}"));

        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(4_000, await app.World.BalanceAsync(license.Id));
        Assert.DoesNotContain(EventOutcome.Flagged, (await app.World.EventsAsync()).Select(row => row.Outcome));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_price_that_was_only_ordered_counts(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var license = await app.World.LicenseAsync("free");
        var subscription = await app.SubscribeAsync(license);
        app.Stripe.Prices.Offer("seorankgenius-pro", "Pro", 39_00);
        app.Stripe.Subscriptions.ChangePrice(subscription, app.Stripe.Prices.IdOf("seorankgenius-agency"));

        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal("agency", (await app.World.LicenseRowAsync(license)).Plan);
        Assert.Equal(2_000, await app.World.BalanceAsync(license.Id));
        Assert.DoesNotContain(EventOutcome.Flagged, (await app.World.EventsAsync()).Select(row => row.Outcome));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_price_of_no_plan_is_flagged(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var license = await app.World.LicenseAsync("free");
        var subscription = await app.SubscribedAsync(license);
        app.Stripe.Subscriptions.ChangePrice(subscription, app.Stripe.Prices.Offer("another-product", "Else", 9_00));

        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(2_000, await app.World.BalanceAsync(license.Id));
        Assert.Contains(EventOutcome.Flagged, (await app.World.EventsAsync()).Select(row => row.Outcome));
    }
}
