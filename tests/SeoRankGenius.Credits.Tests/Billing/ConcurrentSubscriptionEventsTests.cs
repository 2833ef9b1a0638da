using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Several at once ask Stripe about one subscription: the newest answer stays.</summary>
public sealed class ConcurrentSubscriptionEventsTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task An_older_answer_never_overwrites_a_newer_one(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);
        app.Stripe.Subscriptions.CancelAtPeriodEnd(subscription);
        var older = await app.Get<SubscriptionEvents>().FetchWithInvoiceAsync(subscription, default);
        app.Stripe.Subscriptions.Cancel(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        var applied = await app.World.Writer.RunAsync(db =>
            app.Get<SubscriptionSync>().ApplyAsync(db, older, isLiveEvent: false));

        Assert.Null(applied);
        Assert.Equal(LicenseStatus.Canceled, (await app.World.PlanAsync(license)).Status);
    }

    [SkippableTheory, EachDatabase]
    public async Task An_answer_from_before_the_first_one_does_not_either(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribeAsync(license);
        var older = await app.Get<SubscriptionEvents>().FetchWithInvoiceAsync(subscription, default);
        app.Stripe.Subscriptions.Cancel(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        var applied = await app.World.Writer.RunAsync(db =>
            app.Get<SubscriptionSync>().ApplyAsync(db, older, isLiveEvent: false));

        Assert.Null(applied);
        Assert.Equal(LicenseStatus.Canceled, (await app.World.PlanAsync(license)).Status);
    }

    [SkippableTheory, EachDatabase]
    public async Task What_was_so_for_a_moment_does_not_overwrite_what_is_so_again(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);
        app.Stripe.Subscriptions.CancelAtPeriodEnd(subscription);
        var older = await app.Get<SubscriptionEvents>().FetchWithInvoiceAsync(subscription, default);
        app.Stripe.Subscriptions.CancelAtPeriodEnd(subscription, cancels: false);
        await app.DeliverPlanEventsAsync(subscription);

        var applied = await app.World.Writer.RunAsync(db =>
            app.Get<SubscriptionSync>().ApplyAsync(db, older, isLiveEvent: false));

        Assert.Null(applied);
        Assert.Null(await app.World.ReadAsync(db => db.Subscriptions.Select(row => row.EndsAt).SingleAsync()));
    }

    [SkippableTheory, EachDatabase]
    public async Task Webhooks_return_pages_and_reconciliation_of_two_instances_grant_once(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        await using var other = app.AnotherInstance(PlanSteps.WithAgency);
        for (var i = 0; i < 4; i++)
        {
            var license = await app.World.LicenseAsync("free");
            var subscription = await app.SubscribeAsync(license, "agency");
            app.Stripe.Subscriptions.AdvanceToNext(subscription);
            app.World.Time.Advance(TimeSpan.FromMinutes(5));
            var session = (string)app.Stripe.Sessions[^1]["id"]!;
            var viewer = new Viewer(license.OwnerId);
            var events = app.Stripe.Subscriptions.EventsAbout(subscription);

            await Task.WhenAll(
                [
                    .. events.SelectMany(made => (Task[])[app.PostEventAsync(made), other.PostEventAsync(made)]),
                    app.Get<SubscriptionReturn>().ReturnAsync(viewer, session, default),
                    other.Get<SubscriptionReturn>().ReturnAsync(viewer, session, default),
                    app.ReconcileSubscriptionsAsync(), other.ReconcileSubscriptionsAsync(),
                ]);

            Assert.Equal(("agency", LicenseStatus.Active, 10_500), await app.World.PlanAsync(license));
        }

        Assert.Equal(4, await app.World.ReadAsync(db => db.Subscriptions.CountAsync()));
    }

    private async Task<(App App, TestLicense License)> GivenAsync(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        return (app, await app.World.LicenseAsync("free"));
    }
}
