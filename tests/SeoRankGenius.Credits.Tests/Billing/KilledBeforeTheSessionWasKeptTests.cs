using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Stripe has made the session, and the app ended before it could write the session's id down.</summary>
public sealed class KilledBeforeTheSessionWasKeptTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task The_next_press_finds_the_same_session(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var lost = await LoseSessionAsync(app, site);

        var session = await app.BuyAsync(site);

        Assert.Equal(lost, session);
        Assert.Equal(session, (await app.World.PurchaseAsync()).StripeSessionId);
    }

    [SkippableTheory, EachDatabase]
    public async Task Its_event_brings_the_session_with_it(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var lost = await LoseSessionAsync(app, site);

        await app.Stripe.PayAsync(lost);
        (await app.PostEventAsync(app.EventOf(lost, "checkout.session.completed"))).Is(200);

        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
        Assert.Equal(lost, (await app.World.PurchaseAsync()).StripeSessionId);
    }

    [SkippableTheory, EachDatabase]
    public async Task Much_later_a_new_checkout_opens(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var lost = await LoseSessionAsync(app, site);
        app.World.Time.Advance(TimeSpan.FromMinutes(10));

        var session = await app.BuyAsync(site);

        Assert.NotEqual(lost, session);
        Assert.Equal(
            [(PurchaseStatus.Failed, null), (PurchaseStatus.Open, session)],
            (await app.World.PurchasesAsync()).Select(purchase => (purchase.Status, purchase.StripeSessionId)));
    }

    [SkippableTheory, EachDatabase]
    public async Task Replaced_by_a_new_checkout_it_is_credited_when_paid(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var lost = await LoseSessionAsync(app, site);
        app.World.Time.Advance(TimeSpan.FromMinutes(10));
        await app.BuyAsync(site);

        await app.Stripe.PayAsync(lost);
        (await app.PostEventAsync(app.EventOf(lost, "checkout.session.completed"))).Is(200);

        Assert.Equal(5_000, await app.World.BalanceAsync(site.License.Id));
    }

    [SkippableTheory]
    [EachDatabase(true, PurchaseStatus.Paid, 5_000)]
    [EachDatabase(false, PurchaseStatus.Failed, 0)]
    public async Task Reconciliation_finds_its_session_once_it_is_over(
        Provider on, bool isPaid, PurchaseStatus status, long shared)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var lost = await LoseSessionAsync(app, site);
        if (isPaid)
            await app.Stripe.PayAsync(lost);
        app.World.Time.Advance(TimeSpan.FromMinutes(70));

        await app.Get<OpenPurchases>().ReconcileAsync(TimeSpan.FromMinutes(5), default);

        Assert.Equal((status, shared, 0), await app.World.OutcomeAsync(site));
        Assert.Equal(lost, (await app.World.PurchaseAsync()).StripeSessionId);
    }

    // What a kill leaves behind: the purchase as it was committed, and a session that only Stripe knows.
    private static async Task<string> LoseSessionAsync(App app, TestSite site)
    {
        Assert.True(await app.World.InterruptAsync("Purchases", "UPDATE", () => app.BuyAsync(site)));

        Assert.Null((await app.World.PurchaseAsync()).StripeSessionId);
        return (string)Assert.Single(app.Stripe.Sessions)["id"]!;
    }
}
