using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>
/// A site's Domain Credits went to the Shared pool at its removal. What holds return afterwards follows them, and pays
/// what a refund did not find there.
/// </summary>
public sealed class RefundsAfterASiteWasRemovedTests : AppTests
{
    [SkippableTheory]
    [EachDatabase(0)]
    [EachDatabase(700)]
    public async Task Its_hold_pays_the_shortfall(Provider on, long shared)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared);
        var session = await app.SellAsync(site, "domain-1000");
        await app.World.HoldAsync(site, 600);
        await RemoveAsync(app, site, Leftover.MoveToShared);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);
        var (missing, left) = (Math.Max(0, 600 - shared), Math.Max(0, shared - 600));
        Assert.Equal((1_000 - missing, missing, left, 0), await app.World.ClawbackAsync(site));

        await ExpireAsync(app);

        Assert.Equal((1_000, 0, shared, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory]
    [EachDatabase(Leftover.MoveToShared, 1_000, 0)]
    [EachDatabase(Leftover.Keep, 0, 1_000)]
    public async Task What_its_hold_returns_goes_where_the_removal_decided(
        Provider on, Leftover leftover, long shared, long domain)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.SellAsync(site, "domain-1000");
        await app.World.HoldAsync(site, 600);
        await RemoveAsync(app, site, leftover);

        await ExpireAsync(app);

        Assert.Equal((0, 0, shared, domain), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_hold_of_another_site_pays_what_it_has_of_them(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var sister = await app.World.SiteAsync(site.License);
        var session = await app.SellAsync(site, "domain-1000");
        await RemoveAsync(app, site, Leftover.MoveToShared);
        var hold = await app.World.HoldAsync(sister, 1_000);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);
        Assert.Equal((0, 1_000, 0, 0), await app.World.ClawbackAsync(site));

        await app.Get<Holding>().CaptureAsync(sister.Id, hold.HoldId, 300, default);

        Assert.Equal((700, 300, 0, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_hold_of_another_site_pays_nothing_of_credits_that_were_kept(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 500);
        var sister = await app.World.SiteAsync(site.License);
        var session = await app.SellAsync(site, "domain-1000");
        await app.World.SpendAsync(site, 1_000);
        var hold = await app.World.HoldAsync(sister, 500);
        await RemoveAsync(app, site, Leftover.Keep);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);

        await app.Get<Holding>().ReleaseAsync(sister.Id, hold.HoldId, default);

        Assert.Equal((0, 1_000, 500, 0), await app.World.ClawbackAsync(site));
    }

    private static Task RemoveAsync(App app, TestSite site, Leftover leftover) =>
        app.Get<SiteAdmin>().RemoveAsync(Actor.CommandLine, site.Id, leftover, "No longer ours", default);

    private static async Task ExpireAsync(App app)
    {
        app.World.PassHolds();
        await app.World.ReadAsync(db => app.Get<Holding>().ExpireAsync(db, default));
    }
}
