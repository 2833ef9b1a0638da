using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Each day, Stripe's payments, our purchases and the ledger are held against each other.</summary>
public sealed class DailyReconciliationTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_day_without_differences_is_reported(Provider on)
    {
        var app = await AppAsync(on);
        await app.SellAsync(await app.World.SiteAsync());
        await app.BuyAsync(await app.World.SiteAsync());

        var report = await ReconcileNextDayAsync(app);

        Assert.Equal((1, "$20.00", ""), (report.Payments, report.Paid, report.Differences));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_payment_without_credits_is_reported(Provider on)
    {
        var app = await AppAsync(on);
        await app.PayAsync(await app.World.SiteAsync());

        var report = await ReconcileNextDayAsync(app);

        var purchase = await app.World.PurchaseAsync();
        Assert.Equal($"Stripe was paid $20.00 for purchase {purchase.Id}, which is Open.", report.Differences);
    }

    [SkippableTheory, EachDatabase]
    public async Task Another_amount_is_reported(Provider on)
    {
        var app = await AppAsync(on);
        await app.SellAsync(await app.World.SiteAsync());
        await app.World.SqlAsync($"""UPDATE "Purchases" SET "PaidMinor" = 1999""");

        var report = await ReconcileNextDayAsync(app);

        Assert.Contains("which says $19.99.", report.Differences, StringComparison.Ordinal);
    }

    [SkippableTheory, EachDatabase]
    public async Task Credits_without_a_payment_are_reported(Provider on)
    {
        var app = await AppAsync(on);
        await app.SellAsync(await app.World.SiteAsync());
        await app.World.SqlAsync($"""UPDATE "Purchases" SET "StripeSessionId" = 'cs_of_nobody'""");

        var report = await ReconcileNextDayAsync(app);

        Assert.Contains("Stripe lists no paid session for it.", report.Differences, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [EachDatabase("refund", 1_250)]
    [EachDatabase("dispute", 5_000)]
    [EachDatabase("half", 2_500)]
    public async Task Returned_money_that_nobody_reported_is_applied(Provider on, string kind, long taken)
    {
        var app = await AppAsync(on);
        var session = await app.SellAsync(await app.World.SiteAsync());
        if (kind == "dispute")
            app.Stripe.Disputes.Open(session);
        else
            app.Stripe.Refunds.Make(session, kind == "half" ? 10_00 : 5_00);

        var report = await ReconcileNextDayAsync(app);

        Assert.Contains("at Stripe; it was not recorded so.", report.Differences, StringComparison.Ordinal);
        Assert.Equal(taken, (await app.World.PurchaseAsync()).CreditsTaken);
    }

    [SkippableTheory]
    [EachDatabase("refund", 2_000)]
    [EachDatabase("half", 1_000)]
    [EachDatabase("dispute", 2_000)]
    public async Task Returned_money_of_a_plan_that_nobody_reported_is_applied(Provider on, string kind, long taken)
    {
        var app = await AppAsync(on);
        await app.SubscribedAsync(await app.World.LicenseAsync("free"));
        var charge = app.ChargeOfNewestPlan();
        if (kind == "dispute")
            app.Stripe.Disputes.OpenOf(charge);
        else
            app.Stripe.Refunds.MakeOf(charge, kind == "half" ? 14_50 : 29_00);

        var report = await ReconcileNextDayAsync(app);

        Assert.Contains("at Stripe; it was not recorded so.", report.Differences, StringComparison.Ordinal);
        var invoice = await app.World.ReadAsync(db => db.PlanInvoices.AsNoTracking().SingleAsync());
        Assert.Equal((taken, 0), (invoice.CreditsTaken, invoice.Shortfall));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refund_that_Stripe_does_not_have_is_reported(Provider on)
    {
        var app = await AppAsync(on);
        var session = await app.SellAsync(await app.World.SiteAsync());
        app.Stripe.Refunds.Make(session, 5_00);
        await app.DeliverAllAsync(session);
        await app.World.SqlAsync($"""UPDATE "Refunds" SET "Id" = 're_of_nobody'""");

        var report = await ReconcileNextDayAsync(app);

        Assert.Contains(
            "Refund re_of_nobody is recorded, but Stripe does not list it.", report.Differences,
            StringComparison.Ordinal);
    }

    [SkippableTheory, EachDatabase]
    public async Task Returned_money_that_is_recorded_makes_no_difference(Provider on)
    {
        var app = await AppAsync(on);
        var session = await app.SellAsync(await app.World.SiteAsync());
        app.Stripe.Refunds.Make(session, 5_00);
        app.Stripe.Disputes.Close(app.Stripe.Disputes.Open(session), isWon: true);
        await app.DeliverAllAsync(session);

        Assert.Equal("", (await ReconcileNextDayAsync(app)).Differences);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_day_is_reported_once(Provider on)
    {
        var app = await AppAsync(on);
        await using var other = app.AnotherInstance();
        app.World.Time.Advance(TimeSpan.FromDays(1));

        await Task.WhenAll(app.ReconcileDayAsync(), other.ReconcileDayAsync());
        await app.ReconcileDayAsync();

        Assert.Single(await app.World.ReadAsync(db => db.ReconciliationReports.ToListAsync()));
    }

    private static async Task<ReconciliationReport> ReconcileNextDayAsync(App app)
    {
        app.World.Time.Advance(TimeSpan.FromDays(1));
        await app.ReconcileDayAsync();
        return await app.World.ReadAsync(db => db.ReconciliationReports.AsNoTracking().SingleAsync());
    }
}
