using System.Text.Json.Nodes;
using SeoRankGenius.Credits.BackOffice.Dashboard;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Subscriptions at Stripe that are not ours, or not what we sell.</summary>
public sealed class MismatchedSubscriptionEventsTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_subscription_of_somebody_else_is_stored_and_ignored(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var other = await app.World.LicenseAsync("free");
        var subscription = await app.SubscribeAsync(other);
        await app.World.SqlAsync($"""DELETE FROM "SubscriptionOrders" """);
        await app.World.SqlAsync($"""DELETE FROM "Pools" WHERE "Id" = {other.Id}""");
        await app.World.SqlAsync($"""DELETE FROM "Licenses" WHERE "Id" = {other.Id}""");

        await app.DeliverPlanEventsAsync(subscription);

        Assert.All(await app.World.EventsAsync(), stored => Assert.Equal(EventOutcome.Ignored, stored.Outcome));
        Assert.Equal(("free", LicenseStatus.Active, 0), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_price_of_no_plan_is_flagged(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);

        app.Stripe.Subscriptions.ChangePrice(subscription, app.Stripe.Prices.Offer("gold", "Gold", 1_00));
        await app.DeliverPlanEventsAsync(subscription);

        await IsFlaggedAsync(app, license, "Its price belongs to no plan in the catalog.");
        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task Flagged_it_still_ends(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);
        app.Stripe.Subscriptions.ChangePrice(subscription, app.Stripe.Prices.Offer("gold", "Gold", 1_00));

        app.Stripe.Subscriptions.Cancel(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(("pro", LicenseStatus.Canceled, 2_000), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_plan_keeps_its_price_when_the_lookup_key_moves_on(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license);
        app.Stripe.Prices.Offer("seorankgenius-pro", "Pro", 39_00);

        app.Stripe.Subscriptions.CancelAtPeriodEnd(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        var row = Assert.Single(await app.World.SubscriptionsAsync());
        Assert.Equal(("pro", true), (row.Plan, row.EndsAt is not null));
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_customer_is_flagged(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribeAsync(license);
        await app.World.ChangeAsync(license, row => row.StripeCustomerId = "cus_another");

        await app.DeliverPlanEventsAsync(subscription);

        await IsFlaggedAsync(app, license, "It is paid by a customer other than cus_another.");
        Assert.Equal(("free", LicenseStatus.Active, 0), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_live_event_is_flagged_while_our_key_is_a_test_key(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var live = app.PlanEventOf(await app.SubscribeAsync(license), "invoice.paid");
        live["livemode"] = true;

        (await app.PostEventAsync(live)).Is(200);

        await IsFlaggedAsync(app, license, "It was made in live mode, but the configured key is a test key.");
        Assert.Equal(("free", LicenseStatus.Active, 0), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_second_subscription_of_a_license_is_flagged(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var first = await app.SubscribeAsync(license);
        // As if an order had been paid twice: neither is known yet.
        await app.World.SqlAsync($"""UPDATE "SubscriptionOrders" SET "Status" = 'Failed'""");
        var second = await app.SubscribeAsync(license);
        await app.DeliverPlanEventsAsync(first);

        await app.DeliverPlanEventsAsync(second);

        await IsFlaggedAsync(app, license, $"The license has another subscription, {first}.");
        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_is_flagged_stands_in_the_back_office(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var live = app.PlanEventOf(await app.SubscribeAsync(license), "invoice.paid");
        live["livemode"] = true;
        (await app.PostEventAsync(live)).Is(200);

        Assert.Equal((string)live["id"]!, Assert.Single((await app.World.DetailsAsync(license)).Flagged).Id);
        Assert.Single((await app.Get<NeedsAttention>().ReadAsync(default)).Flagged);
    }

    [SkippableTheory, EachDatabase]
    public async Task Applied_again_after_it_was_mended_it_has_its_effect(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribeAsync(license);
        var customer = (await app.World.LicenseRowAsync(license)).StripeCustomerId;
        await app.World.ChangeAsync(license, row => row.StripeCustomerId = "cus_another");
        var paid = app.PlanEventOf(subscription, "invoice.paid");
        (await app.PostEventAsync(paid)).Is(200);
        await app.World.ChangeAsync(license, row => row.StripeCustomerId = customer);

        await app.Get<ReapplyEvent>().ApplyAsync(await app.World.AdminAsync(), (string)paid["id"]!, default);

        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
        Assert.Equal(EventOutcome.Credited, (await app.World.EventAsync()).Outcome);
    }

    [SkippableTheory]
    [EachDatabase("charge.succeeded", "charge.succeeded")]
    [EachDatabase("charge.succeeded", "charge.refunded")]
    [EachDatabase("payment_intent.succeeded", "payment_intent.succeeded")]
    public async Task What_becomes_of_an_invoices_charge_has_no_effect(Provider on, string about, string type)
    {
        var (app, license) = await GivenAsync(on);
        await app.SubscribedAsync(license);
        var charge = app.Stripe.Events.Last(made => (string?)made["type"] == about).DeepClone();
        charge["id"] = "evt_charge";
        charge["type"] = type;

        (await app.PostEventAsync((JsonObject)charge)).Is(200);

        var kept = (await app.World.EventsAsync()).Single(stored => stored.Id == "evt_charge");
        Assert.Equal(EventOutcome.Ignored, kept.Outcome);
        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
    }

    private async Task<(App App, TestLicense License)> GivenAsync(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        return (app, await app.World.LicenseAsync("free"));
    }

    private static async Task IsFlaggedAsync(App app, TestLicense license, string reason) => Assert.Contains(
        await app.World.EventsAsync(),
        stored => (stored.Outcome, stored.Reason, stored.LicenseId) == (EventOutcome.Flagged, reason, license.Id));
}
