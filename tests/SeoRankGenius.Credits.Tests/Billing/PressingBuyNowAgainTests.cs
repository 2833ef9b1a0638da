using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

public sealed class PressingBuyNowAgainTests : AppTests
{
    // The default catalog's pack at a new price, alone.
    private static readonly (string, string)[] Dearer =
    [
        ("Catalog:Packs:0:Code", "shared-5000"), ("Catalog:Packs:0:Pool", "Shared"),
        ("Catalog:Packs:0:Credits", "5000"), ("Catalog:Packs:0:PriceMinor", "2500"),
    ];

    [SkippableTheory, EachDatabase]
    public async Task A_double_click_makes_one_session(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();

        var sessions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.BuyAsync(site)));

        Assert.Single(sessions.Distinct());
        Assert.Single(app.Stripe.Sessions);
        Assert.Equal(sessions[0], (await app.World.PurchaseAsync()).StripeSessionId);
    }

    [SkippableTheory, EachDatabase]
    public async Task While_it_is_open_it_leads_to_the_same_checkout(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var first = await app.BuyAsync(site);
        app.World.Time.Advance(TimeSpan.FromMinutes(30));

        var second = await app.BuyAsync(site);

        Assert.Equal(first, second);
        Assert.Single(await app.World.PurchasesAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task While_Stripe_is_slow_it_does_not_end_the_first(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        app.Stripe.Faults.Next(Fault.Slow(TimeSpan.FromSeconds(2)));
        var first = app.BuyAsync(site);
        while (app.Stripe.Requests.Count == 0)
            await Task.Yield();

        var busy = await Refused.WithAsync(RefusalCode.CheckoutBusy, () => app.BuyAsync(site));
        await app.World.Time.TickUntilAsync(first, TimeSpan.FromSeconds(2));

        Assert.Equal("Your checkout is being opened in another window.", busy.Message);
        var session = await first;
        var purchase = await app.World.PurchaseAsync();
        Assert.Equal((PurchaseStatus.Open, session), (purchase.Status, purchase.StripeSessionId));
        Assert.Equal(session, await app.BuyAsync(site));
    }

    [Fact]
    public async Task Another_pack_has_its_own_checkout()
    {
        var app = await AppAsync(Provider.Sqlite);
        var site = await app.World.SiteAsync();

        Assert.NotEqual(await app.BuyAsync(site, "shared-1000"), await app.BuyAsync(site, "domain-1000"));
    }

    [Fact]
    public async Task Another_site_has_its_own_checkout()
    {
        var app = await AppAsync(Provider.Sqlite);
        var site = await app.World.SiteAsync();
        var sister = await app.World.SiteAsync(site.License);

        Assert.NotEqual(await app.BuyAsync(site), await app.BuyAsync(sister));
    }

    [SkippableTheory, EachDatabase]
    public async Task After_it_was_paid_a_new_checkout_opens(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        (await app.PostEventAsync(await app.PayAsync(site))).Is(200);

        await app.BuyAsync(site);

        Assert.Equal([PurchaseStatus.Open, PurchaseStatus.Paid], await StatusesAsync(app));
    }

    [SkippableTheory, EachDatabase]
    public async Task Paid_before_any_event_it_is_credited(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.PayAsync(site);

        await app.BuyAsync(site);

        Assert.Equal([PurchaseStatus.Open, PurchaseStatus.Paid], await StatusesAsync(app));
        Assert.Equal(5_000, await app.World.BalanceAsync(site.License.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task While_a_bank_debit_is_under_way_a_new_checkout_opens(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.PayAsync(site, card: TestCard.BankDebitThatSucceeds);

        await app.BuyAsync(site);

        Assert.Equal([PurchaseStatus.Open, PurchaseStatus.Pending], await StatusesAsync(app));
    }

    [SkippableTheory, EachDatabase]
    public async Task After_it_expired_a_new_checkout_opens(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.BuyAsync(site);
        app.World.Time.Advance(TimeSpan.FromMinutes(61));

        await app.BuyAsync(site);

        Assert.Equal([PurchaseStatus.Open, PurchaseStatus.Failed], await StatusesAsync(app));
        Assert.Equal("The checkout expired.", (await app.World.PurchasesAsync())[0].Reason);
    }

    [SkippableTheory, EachDatabase]
    public async Task After_going_back_it_leads_to_the_same_checkout(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.BuyAsync(site);
        await app.Stripe.CancelAsync(session);

        Assert.Equal(session, await app.BuyAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_new_price_opens_a_new_checkout(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.BuyAsync(site);

        await using var later = app.AnotherInstance(Dearer);
        await later.BuyAsync(site);

        var prices = (await app.World.PurchasesAsync()).Select(purchase => purchase.PriceMinor);
        Assert.Equal([20_00, 25_00], prices.Order());
    }

    [SkippableTheory, EachDatabase]
    public async Task What_was_opened_at_the_old_price_is_credited_when_paid(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var old = await app.BuyAsync(site);
        await using var later = app.AnotherInstance(Dearer);
        await later.BuyAsync(site);

        await app.Stripe.PayAsync(old);
        (await later.PostEventAsync(app.EventOf(old, "checkout.session.completed"))).Is(200);

        Assert.Equal([PurchaseStatus.Open, PurchaseStatus.Paid], await StatusesAsync(app));
        Assert.Equal(5_000, await app.World.BalanceAsync(site.License.Id));
    }

    // Purchases of the same time have no order.
    private static async Task<IEnumerable<PurchaseStatus>> StatusesAsync(App app) =>
        (await app.World.PurchasesAsync()).Select(purchase => purchase.Status).Order();
}
