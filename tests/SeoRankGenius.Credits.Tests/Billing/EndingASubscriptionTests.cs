using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Billing;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Plans that are cancelled, paused, suspended or no longer paid: nothing of their credits is lost.</summary>
public sealed class EndingASubscriptionTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task Failing_again_and_again_ends_on_Free_with_all_credits_kept(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await PastDueAsync(app, license);

        for (var i = 0; i < 3; i++)
            app.Stripe.Subscriptions.AdvanceToNext(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(("pro", LicenseStatus.Canceled, 2_000), await app.World.PlanAsync(license));
        Assert.True((await app.World.DetailsAsync(license)).Entitlement.IsFree);
    }

    [SkippableTheory, EachDatabase]
    public async Task Free_and_back_keeps_every_credit(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var site = await app.World.SiteAsync(license);
        await app.World.GrantAsync(site.Id, 70);
        var first = await app.SubscribedAsync(license);
        app.Stripe.Subscriptions.Cancel(first);
        await app.DeliverPlanEventsAsync(first);
        await Refused.WithAsync(RefusalCode.PlanRequired, () => app.World.SpendAsync(site, 5));

        await app.SubscribedAsync(license);
        await app.DeliverPlanEventsAsync(first);

        Assert.Equal(("pro", LicenseStatus.Active, 4_000), await app.World.PlanAsync(license));
        Assert.Equal(70, await app.World.BalanceAsync(site.Id));
        await app.World.SpendAsync(site, 5);
    }

    [SkippableTheory, EachDatabase]
    public async Task Cancelled_it_lasts_until_its_period_ends(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);

        app.Stripe.Subscriptions.CancelAtPeriodEnd(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        var row = Assert.Single(await app.World.SubscriptionsAsync());
        Assert.Equal((SubscriptionStatus.Active, row.PeriodEndsAt), (row.Status, row.EndsAt));
        Assert.Equal(LicenseStatus.Active, (await app.World.PlanAsync(license)).Status);
        app.Stripe.Subscriptions.CancelAtPeriodEnd(subscription, cancels: false);
        await app.DeliverPlanEventsAsync(subscription);
        Assert.Null(Assert.Single(await app.World.SubscriptionsAsync()).EndsAt);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_pause_hides_the_credits_until_it_is_over(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);

        app.Stripe.Subscriptions.Pause(subscription);
        await app.DeliverPlanEventsAsync(subscription);
        Assert.Equal(LicenseStatus.Canceled, (await app.World.PlanAsync(license)).Status);
        app.Stripe.Subscriptions.Pause(subscription, pauses: false);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task Suspended_it_stays_so_and_resumes_as_its_subscription_stands(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);
        var admin = await app.World.AdminAsync();
        await app.World.Get<LicenseAdmin>().SuspendAsync(admin, license.Id, "Chargebacks", default);

        app.Stripe.Subscriptions.ReplaceCard(subscription, TestCard.DeclinesLater);
        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        await app.DeliverPlanEventsAsync(subscription);
        Assert.Equal(LicenseStatus.Suspended, (await app.World.PlanAsync(license)).Status);
        await app.World.Get<LicenseAdmin>().ResumeAsync(admin, license.Id, default);

        Assert.Equal(("pro", LicenseStatus.PastDue, 2_000), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_renewal_whose_webhook_is_missing_is_reconciled(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        await app.SubscribedAsync(license);
        app.World.Time.Advance(TimeSpan.FromDays(32));
        app.Stripe.CatchUp();

        Assert.Equal(new ItemCount(Done: 1, Failed: 0), await app.ReconcileSubscriptionsAsync());

        Assert.Equal(("pro", LicenseStatus.Active, 4_000), await app.World.PlanAsync(license));
        Assert.Equal(default, await app.ReconcileSubscriptionsAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task An_admin_does_not_change_a_plan_that_follows_a_subscription(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);
        var (admin, keeping) = (await app.World.AdminAsync(), app.World.Get<LicenseAdmin>());

        await Refused.WithAsync(
            RefusalCode.InvalidRequest, () => keeping.ChangePlanAsync(admin, license.Id, "free", null, default));

        app.Stripe.Subscriptions.Cancel(subscription);
        await app.DeliverPlanEventsAsync(subscription);
        await keeping.ChangePlanAsync(admin, license.Id, "pro", null, default);
        await app.DeliverPlanEventsAsync(subscription);
        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
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
