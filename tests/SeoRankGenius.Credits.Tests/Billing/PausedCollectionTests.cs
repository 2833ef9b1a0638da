using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Stripe collects no payments of a subscription that stays active.</summary>
public sealed class PausedCollectionTests : AppTests
{
    [SkippableTheory, EachDatabase(true, LicenseStatus.Active), EachDatabase(false, LicenseStatus.Canceled)]
    public async Task The_license_has_what_the_catalog_says(Provider on, bool keepsPlan, LicenseStatus expected)
    {
        var app = await AppAsync(on, ("Catalog:UncollectedKeepsPlan", $"{keepsPlan}"));
        var license = await app.World.LicenseAsync();
        var subscription = await app.SubscribedAsync(license);

        app.Stripe.Subscriptions.PauseCollection(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(("pro", expected, 2_000), await app.World.PlanAsync(license));
        Assert.Equal(SubscriptionStatus.Uncollected, Assert.Single(await app.World.SubscriptionsAsync()).Status);
    }

    [SkippableTheory, EachDatabase(1), EachDatabase(2), EachDatabase(3)]
    public async Task Months_that_nobody_pays_bring_no_credits(Provider on, int months)
    {
        var app = await AppAsync(on);
        var license = await app.World.LicenseAsync();
        var subscription = await app.SubscribedAsync(license);
        app.Stripe.Subscriptions.PauseCollection(subscription);

        for (var month = 0; month < months; month++)
            app.Stripe.Subscriptions.AdvanceToNext(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase(false), EachDatabase(true)]
    public async Task Resumed_it_is_active_again_in_any_order(Provider on, bool newestFirst)
    {
        var app = await AppAsync(on, ("Catalog:UncollectedKeepsPlan", "false"));
        var license = await app.World.LicenseAsync();
        var subscription = await app.SubscribedAsync(license);
        app.Stripe.Subscriptions.PauseCollection(subscription);
        app.Stripe.Subscriptions.PauseCollection(subscription, pauses: false);

        var happened = app.Stripe.Subscriptions.EventsAbout(subscription);
        foreach (var one in newestFirst ? happened.Reverse() : happened)
            (await app.PostEventAsync(one)).Is(200);

        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
    }
}
