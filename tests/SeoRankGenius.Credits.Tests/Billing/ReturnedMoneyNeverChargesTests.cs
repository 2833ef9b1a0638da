using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>A refund or dispute lowers a pool that a saved card tops up: the card is not charged for it.</summary>
public sealed class ReturnedMoneyNeverChargesTests : AppTests
{
    [SkippableTheory]
    [EachDatabase(4_900, "shared-5000")]
    [EachDatabase(1, "shared-1000")]
    [EachDatabase(900, "domain-1000")]
    public async Task A_refund_of_the_first_pack_stops_the_top_up(Provider on, long threshold, string pack)
    {
        var app = await AppAsync(on);
        var pool = pack.StartsWith("shared", StringComparison.Ordinal) ? PoolKind.Shared : PoolKind.Domain;
        var site = await app.TopUpSiteAsync(TopUpSteps.Terms(threshold, pack: pack, pool: pool));
        var session = (await app.World.PurchaseAsync()).StripeSessionId!;

        app.Stripe.Refunds.Make(session);
        await ReportTwiceAsync(app, session);

        Assert.Equal(0, app.Paid());
        var topUp = (await app.World.TopUpOfAsync(pool.Id(site.License.Id, site.Id)))!;
        Assert.Equal((AutoTopUpState.Stopped, AutoTopUpProblem.Refunded), (topUp.State, topUp.Problem));
    }

    [SkippableTheory]
    [EachDatabase(20_00L)]
    [EachDatabase(1L)]
    [EachDatabase(10_00L)]
    public async Task A_refund_of_an_automatic_purchase_stops_it(Provider on, long minor)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);
        await app.TopUpAsync();
        Assert.Equal(1, app.Paid());

        app.Stripe.Refunds.MakeOf((string)app.Stripe.Cards.Charges[0]["latest_charge"]!, minor);
        await app.DeliverChargeEventsAsync();
        await app.TopUpAsync();

        Assert.Equal(1, app.Paid());
        Assert.Equal((AutoTopUpState.Stopped, AutoTopUpProblem.Refunded, 0), await app.World.StateAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refund_of_another_pack_is_no_crossing(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        var session = await app.SellAsync(site, "shared-1000");
        await app.World.SpendAsync(site, 5_400);

        app.Stripe.Refunds.Make(session);
        await ReportTwiceAsync(app, session);

        Assert.Equal(0, app.Paid());
        Assert.Equal((AutoTopUpState.On, null, 0), await app.World.StateAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Spending_below_the_threshold_afterwards_charges(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        var session = await app.SellAsync(site, "shared-1000");
        await app.World.SpendAsync(site, 5_400);
        app.Stripe.Refunds.Make(session);
        await ReportTwiceAsync(app, session);
        await app.SellAsync(site, "shared-1000");

        await app.World.SpendAsync(site, 600);
        await app.TopUpAsync();

        Assert.Equal(1, app.Paid());
    }

    [SkippableTheory]
    [EachDatabase(95, 0)]
    [EachDatabase(105, 1)]
    public async Task Taken_credits_count_as_if_they_were_there(Provider on, long spent, int charges)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync(TopUpSteps.Terms(threshold: 900));
        var session = await app.SellAsync(site, "shared-1000");
        await app.World.SpendAsync(site, 5_000);
        app.Stripe.Refunds.Make(session, 2_50);
        await ReportTwiceAsync(app, session);

        await app.World.SpendAsync(site, spent);
        await app.TopUpAsync();

        Assert.Equal(charges, app.Paid());
    }

    [SkippableTheory]
    [EachDatabase(false)]
    [EachDatabase(true)]
    public async Task A_disputed_card_is_not_charged_again(Provider on, bool isInquiry)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        var session = await app.SellAsync(site);

        app.Stripe.Disputes.Open(session, isInquiry);
        await ReportTwiceAsync(app, session);
        await app.World.SpendAsync(site, await app.World.BalanceAsync(site.License.Id));
        await app.TopUpAsync();

        Assert.Equal(0, app.Paid());
        Assert.Equal((AutoTopUpState.Stopped, AutoTopUpProblem.Disputed, 0), await app.World.StateAsync(site));
        Assert.NotNull(await app.AgreeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_card_saved_after_the_dispute_is_charged(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.TopUpSiteAsync();
        var session = await app.SellAsync(site);
        app.Stripe.Disputes.Open(session);
        await ReportTwiceAsync(app, session);
        app.World.Time.Advance(TimeSpan.FromMinutes(1));

        await app.TopUpSiteAsync(site: site);
        await app.World.SpendAsync(site, 9_600);
        await app.TopUpAsync();

        Assert.Equal(1, app.Paid());
    }

    [SkippableTheory]
    [EachDatabase(true, AutoTopUpProblem.Disputed)]
    [EachDatabase(false, AutoTopUpProblem.Refunded)]
    public async Task The_card_may_be_read_after_the_money_went_back(
        Provider on, bool isDisputed, AutoTopUpProblem expected)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = (await app.AgreeAsync(site))!.Segments[^1];
        await app.Stripe.PayAsync(session, TestCard.Card);
        if (isDisputed)
            app.Stripe.Disputes.Open(session);
        else
            app.Stripe.Refunds.Make(session);

        await ReportTwiceAsync(app, session);

        Assert.Equal(0, app.Paid());
        Assert.Equal((AutoTopUpState.Stopped, expected, 0), await app.World.StateAsync(site));
    }

    private static async Task ReportTwiceAsync(App app, string session)
    {
        await app.DeliverAllAsync(session);
        await app.TopUpAsync();
        await app.DeliverAllAsync(session);
        await app.TopUpAsync();
    }
}
