using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Stripe gives a list page by page: each is read to its end, here with two objects on a page.</summary>
public sealed class ListsOfSeveralPagesTests : AppTests
{
    private const int Several = 5;

    [SkippableTheory]
    [EachDatabase(2)]
    [EachDatabase(3)]
    [EachDatabase(Several)]
    public async Task All_refunds_of_a_charge_count(Provider on, int refunds)
    {
        var app = await PagedAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site, "shared-1000");
        for (var count = 0; count < refunds; count++)
            app.Stripe.Refunds.Make(session, 1_00);

        (await app.PostEventAsync(app.Stripe.EventsAbout(session)
            .Last(made => (string?)made["type"] == "charge.refunded"))).Is(200);

        Assert.Equal((200 * refunds, 0, 1_000 - 200 * refunds, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task All_undelivered_events_are_processed(Provider on)
    {
        var app = await PagedAsync(on);
        for (var count = 0; count < Several; count++)
        {
            var session = await app.SellAsync(await app.World.SiteAsync());
            app.Stripe.Refunds.Make(session);
        }

        app.World.Time.Advance(TimeSpan.FromMinutes(10));
        await app.ReconcileAsync();

        Assert.All(await app.World.PurchasesAsync(), row => Assert.Equal(5_000, row.CreditsTaken));
    }

    [SkippableTheory, EachDatabase]
    public async Task All_sessions_of_a_day_are_compared(Provider on)
    {
        var app = await PagedAsync(on);
        for (var count = 0; count < Several; count++)
            await app.SellAsync(await app.World.SiteAsync());

        await ReconcileNextDayAsync(app);

        var report = await app.World.ReadAsync(db => db.ReconciliationReports.AsNoTracking().SingleAsync());
        Assert.Equal((Several, "$100.00", ""), (report.Payments, report.Paid, report.Differences));
    }

    [SkippableTheory]
    [EachDatabase(false)]
    [EachDatabase(true)]
    public async Task All_money_that_went_back_unseen_is_found(Provider on, bool isDispute)
    {
        var app = await PagedAsync(on);
        for (var count = 0; count < Several; count++)
        {
            var session = await app.SellAsync(await app.World.SiteAsync());
            _ = isDispute ? app.Stripe.Disputes.Open(session) : app.Stripe.Refunds.Make(session);
        }

        await ReconcileNextDayAsync(app);

        Assert.All(await app.World.PurchasesAsync(), row => Assert.Equal(5_000, row.CreditsTaken));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_lost_session_is_found_among_later_ones(Provider on)
    {
        var app = await PagedAsync(on);
        var session = await app.BuyAsync(await app.World.SiteAsync());
        await app.Stripe.PayAsync(session);
        await app.World.SqlAsync($"""UPDATE "Purchases" SET "StripeSessionId" = NULL""");
        for (var count = 0; count < Several; count++)
            await app.BuyAsync(await app.World.SiteAsync());
        app.World.Time.Advance(TimeSpan.FromHours(2));

        await app.ReconcileAsync();

        var paid = Assert.Single(
            await app.World.PurchasesAsync(), row => row.Status == PurchaseStatus.Paid);
        Assert.Equal(session, paid.StripeSessionId);
    }

    private async Task<App> PagedAsync(Provider on)
    {
        var app = await AppAsync(on);
        app.Stripe.Faults.LargestPage = 2;
        return app;
    }

    private static async Task ReconcileNextDayAsync(App app)
    {
        app.World.Time.Advance(TimeSpan.FromDays(1));
        await app.ReconcileDayAsync();
    }
}
