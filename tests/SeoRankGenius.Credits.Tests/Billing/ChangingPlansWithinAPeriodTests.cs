using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>
/// Stripe returns money for the rest of a period when a plan becomes smaller: the credits of that rest go with it.
/// </summary>
public sealed class ChangingPlansWithinAPeriodTests : AppTests
{
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(5);

    [SkippableTheory]
    [EachDatabase(false)]
    [EachDatabase(true)]
    public async Task Switching_around_each_renewal_earns_what_was_paid_for(Provider on, bool isReversed)
    {
        var (app, license, subscription) = await GivenAsync(on);

        for (var month = 0; month < 3; month++)
        {
            await AdvanceToEndAsync(app, subscription);
            Change(app, subscription, "agency");
            app.Stripe.Subscriptions.AdvanceToNext(subscription);
            app.Stripe.Subscriptions.Advance(subscription, Minutes);
            Change(app, subscription, "pro");
            var events = app.Stripe.Subscriptions.EventsAbout(subscription).ToList();
            if (isReversed)
                events.Reverse();
            foreach (var happened in events.Concat(events))
                await app.ProcessAsync(happened);
        }

        // 2,000 a month; of each 8,000, five minutes of a month were used: a credit of each.
        Assert.Equal(8_003, await app.World.BalanceAsync(license.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Prorations_on_the_next_invoice_are_followed_then(Provider on)
    {
        var (app, license, subscription) = await GivenAsync(on);
        for (var month = 0; month < 3; month++)
        {
            await AdvanceToEndAsync(app, subscription);
            Change(app, subscription, "agency", invoicesNow: false);
            app.Stripe.Subscriptions.AdvanceToNext(subscription);
            Change(app, subscription, "pro", invoicesNow: false);
            await app.DeliverPlanEventsAsync(subscription);
        }

        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        // $29 for each of five months, and ten minutes of Agency: two credits.
        Assert.Equal(10_002, await app.World.BalanceAsync(license.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_line_of_the_month_may_be_on_a_later_page(Provider on)
    {
        var (app, license, subscription) = await GivenAsync(on);
        for (var change = 0; change < 10; change++)
            Change(app, subscription, change % 2 == 0 ? "agency" : "pro", invoicesNow: false);
        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        var lines = app.Stripe.Subscriptions.Invoices[^1]["lines"]!;
        Assert.Equal((true, 10), ((bool)lines["has_more"]!, lines["data"]!.AsArray().Count));

        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(4_000, await app.World.BalanceAsync(license.Id));
    }

    [SkippableTheory]
    [EachDatabase(0, 2_000)]
    [EachDatabase(14, 6_000)]
    [EachDatabase(27, 9_715)]
    public async Task A_downgrade_takes_the_rest_of_the_period(Provider on, int days, long left)
    {
        var (app, license, subscription) = await GivenAsync(on, "agency");
        var start = await app.World.BalanceAsync(license.Id);
        app.Stripe.Subscriptions.Advance(subscription, TimeSpan.FromDays(days));

        Change(app, subscription, "pro");
        await app.DeliverPlanEventsAsync(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(left, await app.World.BalanceAsync(license.Id) - start + 10_000);
    }

    [SkippableTheory, EachDatabase]
    public async Task Going_back_up_returns_the_rest(Provider on)
    {
        var (app, license, subscription) = await GivenAsync(on, "agency");
        var before = await app.World.BalanceAsync(license.Id);
        Change(app, subscription, "pro");
        await app.DeliverPlanEventsAsync(subscription);
        Assert.Equal(before - 8_000, await app.World.BalanceAsync(license.Id));

        Change(app, subscription, "agency");
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(before, await app.World.BalanceAsync(license.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_was_spent_is_missing(Provider on)
    {
        var (app, license, subscription) = await GivenAsync(on, "agency");
        var site = await app.World.SiteAsync(license);
        foreach (var credits in (int[])[5, 5, 4])
            await app.Get<Spending>().SpendAsync(
                site.Id, new SpendRequest($"{Guid.NewGuid()}", "meta-generation", credits, credits == 4 ? 125 : 1_000),
                default);

        Change(app, subscription, "pro");
        await app.DeliverPlanEventsAsync(subscription);

        var invoice = await app.World.ReadAsync(db => db.PlanInvoices.AsNoTracking().SingleAsync());
        Assert.Equal((0, 8_000, 8_000), (invoice.CreditsTaken, invoice.Shortfall, invoice.Unearned));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refund_of_the_rest_takes_no_credit_twice(Provider on)
    {
        var (app, license, subscription) = await GivenAsync(on, "agency");
        var before = await app.World.BalanceAsync(license.Id);
        Change(app, subscription, "pro");
        await app.DeliverPlanEventsAsync(subscription);
        var paid = app.Stripe.Events.Last(made => (string?)made["type"] == "charge.succeeded");
        app.Stripe.Refunds.MakeOf((string)paid["data"]!["object"]!["id"]!);

        (await app.PostEventAsync(app.Stripe.Events[^1])).Is(200);

        Assert.Equal(before - 10_000, await app.World.BalanceAsync(license.Id));
    }

    // Agency has its first month paid, 28 days from January 31st, after a trial with 500 credits.
    private async Task<(App App, TestLicense License, string Subscription)> GivenAsync(
        Provider on, string plan = "pro")
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        app.World.Time.AdjustTime(new DateTimeOffset(2027, 1, 17, 12, 0, 0, TimeSpan.Zero));
        var license = await app.World.LicenseAsync("free");
        var subscription = await app.SubscribedAsync(license, plan);
        if (plan == "agency")
        {
            app.Stripe.Subscriptions.AdvanceToNext(subscription);
            await app.DeliverPlanEventsAsync(subscription);
        }

        return (app, license, subscription);
    }

    private static void Change(App app, string subscription, string plan, bool invoicesNow = true) =>
        app.Stripe.Subscriptions.ChangePrice(
            subscription, app.Stripe.Prices.IdOf($"seorankgenius-{plan}"), invoicesNow);

    private static Task AdvanceToEndAsync(App app, string subscription)
    {
        var json = app.Stripe.Subscriptions.All.Single(row => (string?)row["id"] == subscription);
        var item = json["items"]!["data"]![0]!;
        var (start, end) = ((long)item["current_period_start"]!, (long)item["current_period_end"]!);
        app.Stripe.Subscriptions.Advance(subscription, TimeSpan.FromSeconds(end - start) - Minutes - Minutes);
        return Task.CompletedTask;
    }
}
