using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>
/// Credits whose money goes back while a hold has them: they are taken from what the hold returns. What came into the
/// pool later is not touched.
/// </summary>
public sealed class RefundsWhileCreditsAreHeldTests : AppTests
{
    [SkippableTheory]
    [EachDatabase("shared-1000", 0, 1_000, 0)]
    [EachDatabase("domain-1000", 0, 1_000, 0)]
    [EachDatabase("shared-1000", 400, 600, 400)]
    [EachDatabase("shared-1000", 1_000, 0, 1_000)]
    public async Task They_are_taken_from_what_returns(
        Provider on, string pack, long captured, long taken, long shortfall)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site, pack);
        var hold = await app.World.HoldAsync(site, 1_000);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);
        Assert.Equal((0, 1_000, 0, 0), await app.World.ClawbackAsync(site));

        await app.Get<Holding>().CaptureAsync(site.Id, hold.HoldId, captured, default);
        await app.Get<Holding>().CaptureAsync(site.Id, hold.HoldId, captured, default);
        await app.DeliverAllAsync(session);

        Assert.Equal((taken, shortfall, 0, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory]
    [EachDatabase(false)]
    [EachDatabase(true)]
    public async Task A_hold_may_be_released_or_expire(Provider on, bool expires)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 200);
        var session = await app.SellAsync(site, "shared-1000");
        var hold = await app.World.HoldAsync(site, 1_200);
        app.Stripe.Disputes.Open(session);
        await app.DeliverAllAsync(session);

        if (expires)
        {
            app.World.PassHolds();
            await app.World.ReadAsync(db => app.Get<Holding>().ExpireAsync(db, default));
        }
        else
            await app.Get<Holding>().ReleaseAsync(site.Id, hold.HoldId, default);

        Assert.Equal((1_000, 0, 200, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Several_holds_return_no_more_than_is_owed(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 500);
        var session = await app.SellAsync(site, "shared-1000");
        var first = await app.World.HoldAsync(site, 700);
        var second = await app.World.HoldAsync(site, 800);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);

        await app.Get<Holding>().ReleaseAsync(site.Id, second.HoldId, default);
        await app.Get<Holding>().ReleaseAsync(site.Id, first.HoldId, default);

        Assert.Equal((1_000, 0, 500, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Credits_that_were_spent_stay_a_shortfall(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site, "shared-1000");
        await app.World.SpendAsync(site, 600);
        var hold = await app.World.HoldAsync(site, 400);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);

        await app.Get<Holding>().ReleaseAsync(site.Id, hold.HoldId, default);

        Assert.Equal((400, 600, 0, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_later_hold_owes_nothing(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site, "shared-1000");
        await app.World.SpendAsync(site, 1_000);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);
        await app.World.GrantAsync(site.License.Id, 300);
        app.World.Time.Advance(TimeSpan.FromSeconds(1));
        var hold = await app.World.HoldAsync(site, 300);

        await app.Get<Holding>().ReleaseAsync(site.Id, hold.HoldId, default);

        Assert.Equal((0, 1_000, 300, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refund_that_fails_leaves_the_held_credits(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site, "shared-1000");
        var hold = await app.World.HoldAsync(site, 1_000);
        var refund = app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);
        app.Stripe.Refunds.End(refund, succeeds: false);
        await app.DeliverAllAsync(session);

        await app.Get<Holding>().ReleaseAsync(site.Id, hold.HoldId, default);

        Assert.Equal((0, 0, 1_000, 0), await app.World.ClawbackAsync(site));
    }
}
