using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Shared Credits were transferred to a site before their money went back: they are taken there.</summary>
public sealed class ClawbackFollowsTransfersTests : AppTests
{
    [SkippableTheory]
    [EachDatabase(1_000, 0, 1_000, 0, 0)]
    [EachDatabase(400, 0, 1_000, 0, 0)]
    [EachDatabase(1_000, 300, 700, 300, 0)]
    public async Task A_dispute_takes_what_the_site_still_has(
        Provider on, long transferred, long spent, long taken, long shortfall, long left)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site, "shared-1000");
        await TransferAsync(app, site, transferred);
        if (spent > 0)
            await app.World.SpendAsync(site, spent);
        app.Stripe.Disputes.Close(app.Stripe.Disputes.Open(session), isWon: false);

        await app.DeliverAllAsync(session);
        await app.DeliverAllAsync(session);

        Assert.Equal((taken, shortfall, left, left), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory]
    [EachDatabase(0, 1_000, 700)]
    [EachDatabase(300, 1_000, 400)]
    [EachDatabase(1_300, 400, 0)]
    public async Task What_a_site_had_of_its_own_is_taken_up_to_the_transfer_only(
        Provider on, long spent, long taken, long left)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(domain: 700);
        var session = await app.SellAsync(site, "shared-1000");
        await TransferAsync(app, site, 1_000);
        if (spent > 0)
            await app.World.SpendAsync(site, spent);
        app.Stripe.Refunds.Make(session);

        await app.DeliverAllAsync(session);

        Assert.Equal((taken, 1_000 - taken, 0, left), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Earlier_transfers_are_not_taken(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 500);
        await TransferAsync(app, site, 500);
        var session = await app.SellAsync(site, "shared-1000");
        await app.World.SpendAsync(site, 1_400);
        await app.World.GrantAsync(site.Id, 500);
        app.Stripe.Refunds.Make(session);

        await app.DeliverAllAsync(session);

        Assert.Equal((100, 900, 0, 500), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_won_dispute_returns_credits_to_each_pool(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var sister = await app.World.SiteAsync(site.License);
        var session = await app.SellAsync(site, "shared-1000");
        await TransferAsync(app, site, 300);
        await TransferAsync(app, sister, 500);
        var dispute = app.Stripe.Disputes.Open(session);
        await app.DeliverAllAsync(session);
        Assert.Equal((1_000, 0, 0, 0), await app.World.ClawbackAsync(site));
        Assert.Equal(0, await app.World.BalanceAsync(sister.Id));

        app.Stripe.Disputes.Close(dispute, isWon: true);
        await app.DeliverAllAsync(session);
        await app.DeliverAllAsync(session);

        Assert.Equal((0, 0, 200, 300), await app.World.ClawbackAsync(site));
        Assert.Equal(500, await app.World.BalanceAsync(sister.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_transfer_pays_one_payment_only(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var sister = await app.World.SiteAsync(site.License);
        var first = await app.SellAsync(site, "shared-1000");
        app.World.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await app.SellAsync(site, "shared-1000");
        await TransferAsync(app, site, 1_000);
        await app.World.SpendAsync(sister, 1_000);
        await app.World.GrantAsync(site.Id, 2_000);

        foreach (var session in (string[])[first, second])
        {
            app.Stripe.Refunds.Make(session);
            await app.DeliverAllAsync(session);
        }

        Assert.Equal([(1_000, 0), (0, 1_000)], await TakenAsync(app));
        Assert.Equal(2_000, await app.World.BalanceAsync(site.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task Later_purchases_count_later_transfers(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var first = await app.SellAsync(site, "shared-1000");
        await TransferAsync(app, site, 600);
        await app.World.SpendAsync(site, 1_000);
        app.World.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await app.SellAsync(site, "shared-1000");
        await TransferAsync(app, site, 1_000);
        await app.World.GrantAsync(site.Id, 5_000);

        foreach (var session in (string[])[second, first])
        {
            app.Stripe.Refunds.Make(session);
            await app.DeliverAllAsync(session);
        }

        Assert.Equal([(600, 400), (1_000, 0)], await TakenAsync(app));
        Assert.Equal(4_400, await app.World.BalanceAsync(site.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_a_hold_of_the_site_returns_pays_the_shortfall(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(domain: 200);
        var session = await app.SellAsync(site, "shared-1000");
        await TransferAsync(app, site, 1_000);
        var hold = await app.World.HoldAsync(site, 1_200);
        app.Stripe.Disputes.Open(session);
        await app.DeliverAllAsync(session);
        Assert.Equal((0, 1_000, 0, 0), await app.World.ClawbackAsync(site));

        await app.Get<Holding>().ReleaseAsync(site.Id, hold.HoldId, default);

        Assert.Equal((1_000, 0, 0, 200), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_review_of_a_refund_counts_them(Provider on)
    {
        var app = await AppAsync(on);
        var (site, admin) = (await app.World.SiteAsync(), await app.World.AdminAsync());
        await app.SellAsync(site, "shared-1000");
        await TransferAsync(app, site, 1_000);
        await app.World.SpendAsync(site, 300);
        var purchase = await app.World.PurchaseAsync();

        var refund = new AdminRefund(
            Guid.NewGuid(), PaidSource.Purchase(purchase.Id), purchase.PaidMinor!.Value, "requested_by_customer",
            "Asked for by e-mail.");

        var review = await app.Get<AdminRefunds>().ReviewAsync(admin, refund, default);

        Assert.Equal((700, 300), (review.Taken, review.Shortfall));
    }

    private static async Task<List<(long, long)>> TakenAsync(App app) =>
        [.. (await app.World.PurchasesAsync()).Select(row => (row.CreditsTaken, row.Shortfall))];

    private static Task TransferAsync(App app, TestSite site, long credits) =>
        app.Get<SiteSettings>().TransferAsync(
            new Viewer(site.License.OwnerId), site.Id, Guid.NewGuid(), credits, default);
}
