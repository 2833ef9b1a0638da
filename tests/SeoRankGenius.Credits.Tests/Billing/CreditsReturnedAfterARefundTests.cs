using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Adjustments;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage.Transactions;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>
/// Credits that were in use when their money went back, and return later: a spend that is given back, an adjustment
/// that is undone. They are taken as if they had been in the pool.
/// </summary>
public sealed class CreditsReturnedAfterARefundTests : AppTests
{
    [SkippableTheory]
    [EachDatabase("shared-1000", 600, 600, 600, 400)]
    [EachDatabase("shared-1000", 600, 250, 250, 750)]
    [EachDatabase("domain-1000", 1_000, 1_000, 1_000, 0)]
    public async Task A_spend_that_is_given_back_pays_the_shortfall(
        Provider on, string pack, long spent, long back, long taken, long shortfall)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site, pack);
        var spend = await SpendAsync(app, site, spent);
        await SpendAsync(app, site, 1_000 - spent);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);
        Assert.Equal((0, 1_000, 0, 0), await app.World.ClawbackAsync(site));

        await GiveBackAsync(app, site, spend, back, "once");
        await GiveBackAsync(app, site, spend, back, "once");
        await app.DeliverAllAsync(session);

        Assert.Equal((taken, shortfall, 0, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_later_spend_is_given_back_in_full(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site, "shared-1000");
        await SpendAsync(app, site, 1_000);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);
        await app.World.GrantAsync(site.License.Id, 300);
        app.World.Time.Advance(TimeSpan.FromSeconds(1));
        var later = await SpendAsync(app, site, 300);

        await GiveBackAsync(app, site, later, 300, "later");

        Assert.Equal((0, 1_000, 300, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_won_dispute_leaves_what_is_given_back(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site, "shared-1000");
        var spend = await SpendAsync(app, site, 1_000);
        var dispute = app.Stripe.Disputes.Open(session);
        await app.DeliverAllAsync(session);
        app.Stripe.Disputes.Close(dispute, isWon: true);
        await app.DeliverAllAsync(session);

        await GiveBackAsync(app, site, spend, 1_000, "once");

        Assert.Equal((0, 0, 1_000, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory]
    [EachDatabase(1_000, 1_000, 0)]
    [EachDatabase(700, 700, 300)]
    public async Task Undoing_an_adjustment_pays_the_shortfall(Provider on, long removed, long taken, long shortfall)
    {
        var app = await AppAsync(on, ("BackOffice:ApprovalAbove", "5000"));
        var (site, admin) = (await app.World.SiteAsync(), await app.World.AdminAsync());
        var session = await app.SellAsync(site, "shared-1000");
        var adjustment = await app.Get<AdjustBalance>().CorrectAsync(
            admin, site.Adjust(site.License.Id, -removed), default);
        await SpendAsync(app, site, 1_000 - removed);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);

        await app.Get<AdjustBalance>().CorrectAsync(admin, site.Undo(adjustment.TransactionId!.Value), default);

        Assert.Equal((taken, shortfall, 0, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_month_of_a_plan_is_taken_alike(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var license = await app.World.LicenseAsync("free");
        await app.SubscribedAsync(license);
        var site = await app.World.SiteAsync(license);
        var spend = await SpendAsync(app, site, 1_500);
        app.Stripe.Refunds.MakeOf(app.ChargeOfNewestPlan());
        foreach (var happened in app.Stripe.Events.Where(made => (string?)made["type"] == "refund.created"))
            await app.ProcessAsync(happened);

        await GiveBackAsync(app, site, spend, 1_500, "once");

        var invoice = await app.World.ReadAsync(db => db.PlanInvoices.AsNoTracking().SingleAsync());
        Assert.Equal((2_000, 0), (invoice.CreditsTaken, invoice.Shortfall));
        Assert.Equal(0, await app.World.BalanceAsync(license.Id));
    }

    private static async Task<Guid> SpendAsync(App app, TestSite site, long credits) =>
        credits == 0 ? default : (await app.World.SpendAsync(site, credits)).Value.TransactionId;

    private static Task GiveBackAsync(App app, TestSite site, Guid spend, long credits, string key) =>
        app.Get<GivingBack>().GiveBackAsync(site.Id, spend, key, credits, default);
}
