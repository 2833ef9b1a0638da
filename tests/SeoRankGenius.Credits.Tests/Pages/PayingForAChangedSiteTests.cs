using System.Web;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Licenses;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>A site is removed or renamed while its checkout is open, and then the checkout is paid.</summary>
public sealed class PayingForAChangedSiteTests : AppTests
{
    [Theory]
    [InlineData(Leftover.Keep, "domain-1000", 0, 1_000, "Its credits are kept for it")]
    [InlineData(Leftover.MoveToShared, "domain-1000", 1_000, 0, "in the Shared Credits of your license")]
    [InlineData(Leftover.MoveToShared, "shared-1000", 1_000, 0, "in the Shared Credits of your license")]
    public async Task The_credits_go_where_the_removal_decided(
        Leftover leftover, string pack, long shared, long domain, string sentence)
    {
        var (app, site, session) = await GivenAsync(pack);
        await app.Get<SiteAdmin>().RemoveAsync(Actor.CommandLine, site.Id, leftover, "No longer ours", default);
        var before = await app.World.BalancesAsync(site);

        var page = await PayAsync(app, site, session);

        Assert.Contains($"{site.Domain} was removed from your license.", page, StringComparison.Ordinal);
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        await app.DeliverAllAsync(session);
        var after = await app.World.BalancesAsync(site);
        Assert.Equal((shared, domain), (after.Shared - before.Shared, after.Domain - before.Domain));
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);
        Assert.Equal(before, await app.World.BalancesAsync(site));
    }

    [Theory]
    [InlineData(Leftover.Keep, 5_00, 1_000)]
    [InlineData(Leftover.MoveToShared, 5_00, 1_000)]
    [InlineData(Leftover.MoveToShared, 2_50, 500)]
    public async Task A_refund_after_the_removal_takes_the_credits_where_they_are(
        Leftover leftover, long minor, long taken)
    {
        var (app, site, session) = await GivenAsync("domain-1000");
        await PayAsync(app, site, session);
        var before = await app.World.BalancesAsync(site);
        await app.Get<SiteAdmin>().RemoveAsync(Actor.CommandLine, site.Id, leftover, "No longer ours", default);

        app.Stripe.Refunds.Make(session, minor);
        await app.DeliverAllAsync(session);
        await app.DeliverAllAsync(session);

        Assert.Equal(before.Total - taken, (await app.World.BalancesAsync(site)).Total);
        var purchase = await app.World.PurchaseAsync();
        Assert.Equal((taken, 0), (purchase.CreditsTaken, purchase.Shortfall));
    }

    [Fact]
    public async Task A_renamed_site_is_found_by_the_session()
    {
        var (app, site, session) = await GivenAsync("domain-1000");
        await app.Get<SiteAdmin>().RenameAsync(Actor.CommandLine, site.Id, "renamed.example", default);

        var page = await PayAsync(app, site, session);

        Assert.Contains("renamed.example", page, StringComparison.Ordinal);
        Assert.DoesNotContain("was removed", page, StringComparison.Ordinal);
    }

    private async Task<(App App, TestSite Site, string Session)> GivenAsync(string pack)
    {
        var app = await SampleAppAsync();
        var activation = await app.World.ActivateAsync("SRG-NORTHWIND-0001", "closing-down.example");
        var license = await app.World.ReadAsync(db => Task.FromResult(db.Sites.Single(row =>
            row.Id == activation.SiteId).LicenseId));
        var owner = await app.World.ReadAsync(db => Task.FromResult(db.Licenses.Single(row =>
            row.Id == license).OwnerId));
        var site = new TestSite(
            activation.SiteId, new TestLicense(license, "SRG-NORTHWIND-0001", owner), activation.Domain,
            activation.Token);
        return (app, site, await app.BuyAsync(site, pack));
    }

    private static async Task<string> PayAsync(App app, TestSite site, string session)
    {
        await app.Stripe.PayAsync(session);
        using var owner = await app.SignInAsync("owner@northwind.example");
        var page = await owner.GetAsync($"/account/credits/{site.Domain}/thanks?session_id={session}");
        return HttpUtility.HtmlDecode(page.Is(200).Body);
    }
}
