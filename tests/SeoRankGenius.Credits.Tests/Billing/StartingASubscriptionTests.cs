using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>From Start to the checkout.</summary>
public sealed class StartingASubscriptionTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task The_order_is_there_before_Stripe_is_asked_for_the_checkout(Provider on)
    {
        var (app, license) = await GivenAsync(on);

        var session = await app.StartAsync(license);

        var order = Assert.Single(await app.World.OrdersAsync());
        Assert.Equal(
            (SubscriptionOrderStatus.Open, "pro", 29_00, "usd", 0, session),
            (order.Status, order.Plan, order.PriceMinor, order.Currency, order.TrialDays, order.StripeSessionId));
        var asked = Assert.Single(app.Stripe.Requests, request =>
            request is { Method: "POST", Path: "/v1/checkout/sessions" });
        Assert.Equal($"{order.Id}", asked.IdempotencyKey);
        Assert.Equal(
            ("subscription", $"{order.Id}", order.StripePriceId, $"{license.Id}", $"{order.Id}"),
            (asked.Fields["mode"], asked.Fields["client_reference_id"], asked.Fields["line_items[0][price]"],
                asked.Fields["subscription_data[metadata][license]"],
                asked.Fields["subscription_data[metadata][order]"]));
        Assert.Equal((await app.World.LicenseRowAsync(license)).StripeCustomerId, asked.Fields["customer"]);
    }

    [SkippableTheory, EachDatabase]
    public async Task Pressed_twice_it_leads_to_the_same_checkout(Provider on)
    {
        var (app, license) = await GivenAsync(on);

        var sessions = await Concurrently.AtOnceAsync(4, _ => app.StartAsync(license));

        Assert.Equal(await app.StartAsync(license), Assert.Single(sessions.Distinct()));
        Assert.Single(await app.World.OrdersAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_plan_closes_the_open_checkout(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var pro = await app.StartAsync(license);
        app.World.Time.Advance(TimeSpan.FromSeconds(1));

        await app.StartAsync(license, "agency");

        Assert.Equal(
            [("pro", SubscriptionOrderStatus.Failed), ("agency", SubscriptionOrderStatus.Open)],
            (await app.World.OrdersAsync()).Select(order => (order.Plan, order.Status)));
        Assert.Equal("expired", (string?)app.Stripe.Sessions.Single(made => (string?)made["id"] == pro)["status"]);
    }

    [SkippableTheory, EachDatabase("pro", "agency"), EachDatabase("agency", "pro")]
    public async Task Of_two_plans_started_while_Stripe_answers_one_can_be_paid(
        Provider on, string first, string second)
    {
        var (app, license) = await GivenAsync(on);
        app.Stripe.Faults.NextAt("/v1/checkout/sessions", Fault.Slow(TimeSpan.FromSeconds(1)));
        var tabA = app.StartAsync(license, first);
        while (app.Stripe.Requests.All(request => request.Path != "/v1/checkout/sessions"))
            await Task.Yield();

        var tabB = await app.StartAsync(license, second);
        await app.World.Time.TickUntilAsync(tabA, TimeSpan.FromSeconds(1));

        var busy = await Refused.WithAsync(RefusalCode.CheckoutBusy, () => tabA);
        Assert.Equal("Your plan is being started. Try again in a moment.", busy.Message);
        var payable = app.Stripe.Sessions.Where(made => (string?)made["status"] == "open");
        Assert.Equal([tabB], payable.Select(made => (string?)made["id"]));
    }

    [SkippableTheory, EachDatabase("pro"), EachDatabase("agency")]
    public async Task While_Stripe_creates_the_customer_a_second_press_is_told_to_wait(Provider on, string second)
    {
        var (app, license) = await GivenAsync(on);
        app.Stripe.Faults.NextAt("/v1/customers", Fault.Slow(TimeSpan.FromSeconds(2)));
        var first = app.StartAsync(license);
        while (app.Stripe.Requests.All(request => request.Path != "/v1/customers"))
            await Task.Yield();

        var busy = await Refused.WithAsync(RefusalCode.CheckoutBusy, () => app.StartAsync(license, second));
        await app.World.Time.TickUntilAsync(first, TimeSpan.FromSeconds(2));

        Assert.Equal("Your plan is being started. Try again in a moment.", busy.Message);
        var again = await app.StartAsync(license, second);
        Assert.Equal(
            [again], app.Stripe.Sessions.Where(made => (string?)made["status"] == "open")
                .Select(made => (string?)made["id"]));
    }

    [SkippableTheory, EachDatabase("pro"), EachDatabase("agency")]
    public async Task Paid_in_another_tab_a_plan_is_not_started_twice(Provider on, string plan)
    {
        var (app, license) = await GivenAsync(on);
        await app.SubscribeAsync(license);

        await Refused.WithAsync(RefusalCode.AlreadySubscribed, () => app.StartAsync(license, plan));

        Assert.Equal("pro", (await app.World.PlanAsync(license)).Plan);
        Assert.Single(await app.World.SubscriptionsAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_license_is_on_trial_once(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var subscription = await app.SubscribedAsync(license, "agency");
        app.Stripe.Subscriptions.Cancel(subscription);
        await app.DeliverPlanEventsAsync(subscription);
        app.World.Time.Advance(TimeSpan.FromSeconds(1));

        await app.StartAsync(license, "agency");

        Assert.Equal([14, 0], (await app.World.OrdersAsync()).Select(order => order.TrialDays));
        Assert.Equal(99_00, (long?)app.Stripe.Sessions[^1]["amount_total"]);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_trial_that_an_admin_gave_is_the_one_trial(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var license = await app.World.LicenseAsync("pro", app.World.Time.Now.AddDays(7));

        await app.StartAsync(license, "agency");

        Assert.Equal(0, Assert.Single(await app.World.OrdersAsync()).TrialDays);
    }

    [SkippableTheory]
    [EachDatabase(28_00, "usd", "month")]
    [EachDatabase(29_00, "eur", "month")]
    [EachDatabase(29_00, "usd", "year")]
    public async Task A_price_that_does_not_fit_the_catalog_opens_no_checkout(
        Provider on, long cents, string currency, string interval)
    {
        var (app, license) = await GivenAsync(on);
        app.Stripe.Prices.Offer("seorankgenius-pro", "Pro", cents, currency, interval);

        await Refused.WithAsync(RefusalCode.PlanUnavailable, () => app.StartAsync(license));

        Assert.Empty(await app.World.OrdersAsync());
    }

    [SkippableTheory, EachDatabase("gold"), EachDatabase("free"), EachDatabase("")]
    public async Task A_plan_that_is_not_sold_is_refused(Provider on, string plan)
    {
        var (app, license) = await GivenAsync(on);

        await Refused.WithAsync(RefusalCode.NotFound, () => app.StartAsync(license, plan));

        Assert.Empty(await app.World.OrdersAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_suspended_license_starts_nothing(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        await app.World.ChangeAsync(license, row => row.Status = LicenseStatus.Suspended);

        await Refused.WithAsync(RefusalCode.LicenseSuspended, () => app.StartAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task When_Stripe_fails_the_next_try_works(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        await app.StartAsync(await app.World.LicenseAsync("free"));
        app.Stripe.Faults.Always(Fault.Refuse(503));
        await Assert.ThrowsAsync<DependencyUnavailable>(() => app.StartAsync(license));
        app.Stripe.Faults.Clear();

        await app.Stripe.PayAsync(await app.StartAsync(license));
        await app.DeliverPlanEventsAsync((string)app.Stripe.Subscriptions.All[^1]["id"]!);

        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_open_order_whose_webhook_is_missing_is_reconciled(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        await app.SubscribeAsync(license);
        app.World.Time.Advance(TimeSpan.FromMinutes(5));

        await app.ReconcileSubscriptionsAsync();

        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await app.World.PlanAsync(license));
        Assert.Equal(default, await app.ReconcileSubscriptionsAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_checkout_that_nobody_paid_runs_out(Provider on)
    {
        var (app, license) = await GivenAsync(on);
        var session = await app.StartAsync(license);
        app.World.Time.Advance(TimeSpan.FromHours(1));
        app.Stripe.CatchUp();

        (await app.PostEventAsync(app.EventOf(session, "checkout.session.expired"))).Is(200);

        var order = Assert.Single(await app.World.OrdersAsync());
        Assert.Equal((SubscriptionOrderStatus.Failed, "The checkout expired."), (order.Status, order.Reason));
        Assert.Equal(("free", LicenseStatus.Active, 0), await app.World.PlanAsync(license));
    }

    private async Task<(App App, TestLicense License)> GivenAsync(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        return (app, await app.World.LicenseAsync("free"));
    }
}
