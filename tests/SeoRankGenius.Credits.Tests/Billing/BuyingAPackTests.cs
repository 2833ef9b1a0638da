using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

public sealed class BuyingAPackTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_purchase_fixes_what_is_sold(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450, domain: 1_370);

        var session = await app.BuyAsync(site, "domain-10000");

        var purchase = await app.World.PurchaseAsync();
        Assert.Equal(PurchaseStatus.Open, purchase.Status);
        Assert.Equal((PoolKind.Domain, 10_000, 30_00, "usd"),
            (purchase.Pool, purchase.Credits, purchase.PriceMinor, purchase.Currency));
        Assert.Equal((site.Id, site.License.Id, site.License.OwnerId),
            (purchase.SiteId, purchase.LicenseId, purchase.BuyerId));
        Assert.Equal(session, purchase.StripeSessionId);
    }

    [SkippableTheory, EachDatabase]
    public async Task Nothing_is_credited_before_it_is_paid(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450, domain: 1_370);

        await app.BuyAsync(site);

        Assert.Equal((PurchaseStatus.Open, 3_450, 1_370), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory]
    [EachDatabase("shared-1000", 4_450, 1_370)]
    [EachDatabase("shared-5000", 8_450, 1_370)]
    [EachDatabase("shared-15000", 18_450, 1_370)]
    [EachDatabase("domain-1000", 3_450, 2_370)]
    [EachDatabase("domain-5000", 3_450, 6_370)]
    [EachDatabase("domain-10000", 3_450, 11_370)]
    public async Task Each_pack_credits_its_own_pool(Provider on, string pack, long shared, long domain)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450, domain: 1_370);

        (await app.PostEventAsync(await app.PayAsync(site, pack))).Is(200);

        Assert.Equal((PurchaseStatus.Paid, shared, domain), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Shared_credits_reach_every_site_of_the_license(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var sister = await app.World.SiteAsync(site.License);

        (await app.PostEventAsync(await app.PayAsync(site, "shared-1000"))).Is(200);

        Assert.Equal(new Balances(Shared: 1_000, Domain: 0), await app.World.BalancesAsync(sister));
    }

    [SkippableTheory, EachDatabase]
    public async Task Only_paid_plans_can_buy(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.World.ChangeAsync(site.License, license => license.Plan = "free");

        var refusal = await Assert.ThrowsAsync<Refusal>(() => app.BuyAsync(site));

        Assert.Equal(RefusalCode.PlanRequired, refusal.Code);
        Assert.Empty(await app.World.PurchasesAsync());
        Assert.Empty(app.Stripe.Requests);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_suspended_license_cannot_buy(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.World.ChangeAsync(site.License, license => license.Status = LicenseStatus.Suspended);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => app.BuyAsync(site));

        Assert.Equal(RefusalCode.LicenseSuspended, refusal.Code);
        Assert.Empty(await app.World.PurchasesAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task An_unknown_pack_is_refused(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();

        var refusal = await Assert.ThrowsAsync<Refusal>(() => app.BuyAsync(site, "shared-1000000"));

        Assert.Equal(RefusalCode.NotFound, refusal.Code);
        Assert.Empty(await app.World.PurchasesAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task A_declined_card_leaves_the_checkout_open(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450);
        var session = await app.BuyAsync(site);

        await app.Stripe.PayAsync(session, TestCard.Declined);
        await app.Stripe.Deliveries.ReleaseAsync();

        Assert.Equal((PurchaseStatus.Open, 3_450, 0), await app.World.OutcomeAsync(site));
    }
}
