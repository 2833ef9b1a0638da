using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>The buyer's bank takes the money: the credits follow it.</summary>
public sealed class DisputesTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task Credits_leave_with_the_money(Provider on)
    {
        var (app, site, session) = await SoldAsync(on);

        app.Stripe.Disputes.Open(session);
        await app.DeliverAllAsync(session);

        Assert.Equal((5_000, 0, 3_450, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory]
    [EachDatabase(true, 0, 8_450)]
    [EachDatabase(false, 5_000, 3_450)]
    public async Task They_return_when_it_is_won(Provider on, bool isWon, long taken, long shared)
    {
        var (app, site, session) = await SoldAsync(on);
        var dispute = app.Stripe.Disputes.Open(session);
        app.Stripe.Disputes.Answer(dispute);
        await app.DeliverAllAsync(session);

        app.Stripe.Disputes.Close(dispute, isWon);
        await app.DeliverAllAsync(session);

        Assert.Equal((taken, 0, shared, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_inquiry_takes_nothing(Provider on)
    {
        var (app, site, session) = await SoldAsync(on);

        var inquiry = app.Stripe.Disputes.Open(session, isInquiry: true);
        app.Stripe.Disputes.Close(inquiry, isWon: false);
        await app.DeliverAllAsync(session);

        Assert.Equal((0, 0, 8_450, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_inquiry_that_becomes_a_dispute_takes_them(Provider on)
    {
        var (app, site, session) = await SoldAsync(on);

        app.Stripe.Disputes.Escalate(app.Stripe.Disputes.Open(session, isInquiry: true));
        await app.DeliverAllAsync(session);

        Assert.Equal((5_000, 0, 3_450, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refund_before_a_dispute_takes_no_credit_twice(Provider on)
    {
        var (app, site, session) = await SoldAsync(on);

        app.Stripe.Refunds.Make(session, 15_00);
        app.Stripe.Disputes.Open(session);
        await app.DeliverAllAsync(session);

        Assert.Equal((5_000, 0, 3_450, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_dispute_that_is_won_leaves_the_refund_taken(Provider on)
    {
        var (app, site, session) = await SoldAsync(on);
        app.Stripe.Refunds.Make(session, 15_00);
        var dispute = app.Stripe.Disputes.Open(session);
        await app.DeliverAllAsync(session);

        app.Stripe.Disputes.Close(dispute, isWon: true);
        await app.DeliverAllAsync(session);

        Assert.Equal((3_750, 0, 4_700, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Money_of_another_shop_is_ignored(Provider on)
    {
        var (app, site, session) = await SoldAsync(on);
        app.Stripe.Disputes.Open(session);
        var foreign = app.Stripe.EventsAbout(session)[^1];
        foreign["data"]!["object"]!["payment_intent"] = "pi_of_another_shop";

        (await app.PostEventAsync(foreign)).Is(200);

        Assert.Equal((0, 0, 8_450, 0), await app.World.ClawbackAsync(site));
        var stored = (await app.World.EventsAsync()).Single(row => row.Id == (string?)foreign["id"]);
        Assert.Equal(EventOutcome.Ignored, stored.Outcome);
    }

    [SkippableTheory, EachDatabase]
    public async Task Money_in_another_currency_is_flagged(Provider on)
    {
        var (app, site, session) = await SoldAsync(on);
        app.Stripe.Disputes.Open(session);
        var other = app.Stripe.EventsAbout(session)[^1];
        other["data"]!["object"]!["currency"] = "eur";

        (await app.PostEventAsync(other)).Is(200);

        Assert.Equal((0, 0, 8_450, 0), await app.World.ClawbackAsync(site));
        var stored = (await app.World.EventsAsync()).Single(row => row.Id == (string?)other["id"]);
        Assert.Equal((EventOutcome.Flagged, "Currency eur, sold in usd."), (stored.Outcome, stored.Reason));
    }

    [SkippableTheory]
    [EachDatabase("refund.created"), EachDatabase("charge.dispute.funds_withdrawn")]
    public async Task An_event_of_another_version_is_read_back(Provider on, string type)
    {
        var (app, site, session) = await SoldAsync(on);
        app.Stripe.Refunds.Make(session, 10_00);
        app.Stripe.Disputes.Open(session);
        var old = app.Stripe.EventsAbout(session).Single(made => (string?)made["type"] == type);
        old["api_version"] = "2020-08-27";
        old["data"]!["object"]!["amount"] = "not a number";

        (await app.PostEventAsync(old)).Is(200);

        var taken = type == "refund.created" ? 2_500 : 5_000;
        Assert.Equal((taken, 0, 8_450 - taken, 0), await app.World.ClawbackAsync(site));
    }

    private async Task<(App App, TestSite Site, string Session)> SoldAsync(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450);
        return (app, site, await app.SellAsync(site));
    }
}
