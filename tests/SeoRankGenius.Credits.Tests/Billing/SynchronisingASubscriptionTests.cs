using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>A license goes where its subscription goes, and each paid month brings its credits once.</summary>
public sealed class SynchronisingASubscriptionTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_paid_plan_is_active_with_its_credits(Provider on)
    {
        var (app, license) = await GivenAsync(on);

        await app.SubscribedAsync(license);

        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
        Assert.Equal(SubscriptionOrderStatus.Completed, Assert.Single(await app.World.OrdersAsync()).Status);
    }

    [SkippableTheory, EachDatabase]
    public async Task An_invoice_reported_twice_grants_once(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);
        var again = app.PlanEventOf(subscription, "invoice.paid");
        again["id"] = "evt_another";

        await app.DeliverPlanEventsAsync(subscription);
        (await app.PostEventAsync(again)).Is(200);

        Assert.Equal(2_000, await app.World.BalanceAsync(license.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Each_month_brings_its_credits(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);

        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(("pro", LicenseStatus.Active, 6_000), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_trial_brings_its_credits_and_no_months(Provider on)
    {
        var (app, license) = await GivenAsync(on);

        await app.SubscribedAsync(license, "agency");

        Assert.Equal(("agency", LicenseStatus.Trialing, 500), await app.World.PlanAsync(license));
        Assert.Equal(
            app.World.Time.Now.AddDays(14), (await app.World.LicenseRowAsync(license)).TrialEndsAt!.Value,
            TimeSpan.FromSeconds(1));
    }

    [SkippableTheory, EachDatabase]
    public async Task After_its_trial_the_plan_is_paid(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license, "agency");

        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(("agency", LicenseStatus.Active, 10_500), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_trial_that_is_cancelled_ends_without_payment(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license, "agency");

        app.Stripe.Subscriptions.CancelAtPeriodEnd(subscription);
        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(("agency", LicenseStatus.Canceled, 500), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task Going_up_and_down_mints_no_credits(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);
        var prices = app.Stripe.Prices;
        app.Stripe.Subscriptions.Advance(subscription, TimeSpan.FromDays(10));

        for (var i = 0; i < 3; i++)
        {
            app.Stripe.Subscriptions.ChangePrice(subscription, prices.IdOf("seorankgenius-agency"));
            await app.DeliverPlanEventsAsync(subscription);
            Assert.Equal(("agency", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
            app.Stripe.Subscriptions.ChangePrice(subscription, prices.IdOf("seorankgenius-pro"));
            await app.DeliverPlanEventsAsync(subscription);
            Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
        }
    }

    [SkippableTheory, EachDatabase]
    public async Task The_next_month_brings_the_credits_of_the_plan_that_it_is_for(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);
        app.Stripe.Subscriptions.ChangePrice(subscription, app.Stripe.Prices.IdOf("seorankgenius-agency"));
        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        // By the time that the invoice is heard of, it is another plan again.
        app.Stripe.Subscriptions.ChangePrice(subscription, app.Stripe.Prices.IdOf("seorankgenius-pro"));

        await app.DeliverPlanEventsAsync(subscription);

        // 10,000 of the month, without the 8,000 that Pro does not earn in it.
        Assert.Equal(("pro", LicenseStatus.Active, 4_000), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_failed_payment_leaves_the_plan_at_work(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var site = await app.World.SiteAsync(license);
        await PastDueAsync(app, license);

        Assert.Equal(("pro", LicenseStatus.PastDue, 2_000), await app.World.PlanAsync(license));
        await app.World.SpendAsync(site, 10);
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_card_pays_what_is_open(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await PastDueAsync(app, license);

        app.Stripe.Subscriptions.ReplaceCard(subscription, TestCard.Card);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(("pro", LicenseStatus.Active, 4_000), await app.World.PlanAsync(license));
    }

    private async Task<(App App, TestLicense License)> GivenAsync(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        return (app, await app.World.LicenseAsync("free"));
    }

    private static async Task<string> PastDueAsync(App app, TestLicense license)
    {
        var subscription = await app.SubscribedAsync(license);
        app.Stripe.Subscriptions.ReplaceCard(subscription, TestCard.DeclinesLater);
        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        await app.DeliverPlanEventsAsync(subscription);
        return subscription;
    }
}
