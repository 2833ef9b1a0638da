using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Bank debits: the checkout is complete, and the money comes or fails days later.</summary>
public sealed class DelayedPaymentsTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_complete_but_unpaid_session_waits(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();

        (await app.PostEventAsync(await app.PayAsync(site, card: TestCard.BankDebitThatSucceeds))).Is(200);

        Assert.Equal((PurchaseStatus.Pending, 0, 0), await app.World.OutcomeAsync(site));
        Assert.Equal(EventOutcome.Noted, (await app.World.EventAsync()).Outcome);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_money_brings_the_credits(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var waiting = await app.PayAsync(site, card: TestCard.BankDebitThatSucceeds);
        (await app.PostEventAsync(waiting)).Is(200);

        (await app.PostEventAsync(await EndAsync(app, "checkout.session.async_payment_succeeded"))).Is(200);

        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_failed_debit_says_so(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        (await app.PostEventAsync(await app.PayAsync(site, card: TestCard.BankDebitThatFails))).Is(200);

        (await app.PostEventAsync(await EndAsync(app, "checkout.session.async_payment_failed"))).Is(200);

        Assert.Equal((PurchaseStatus.Failed, 0, 0), await app.World.OutcomeAsync(site));
        Assert.Equal("The payment failed at the bank.", (await app.World.PurchaseAsync()).Reason);
    }

    [SkippableTheory, EachDatabase]
    public async Task An_expired_session_says_so(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.BuyAsync(site);
        await app.Stripe.ExpireAsync(session);

        (await app.PostEventAsync(app.EventOf(session, "checkout.session.expired"))).Is(200);

        Assert.Equal((PurchaseStatus.Failed, 0, 0), await app.World.OutcomeAsync(site));
        Assert.Equal("The checkout expired.", (await app.World.PurchaseAsync()).Reason);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_return_page_leaves_an_unpaid_purchase_pending(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.PayAsync(site, card: TestCard.BankDebitThatSucceeds);

        await app.ReadBackAsync((await app.World.PurchaseAsync()).Id);

        Assert.Equal((PurchaseStatus.Pending, 0, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory]
    [EachDatabase(false, PurchaseStatus.Failed, 0)]
    [EachDatabase(true, PurchaseStatus.Paid, 5_000)]
    public async Task A_debit_that_ends_unseen_is_read_back(Provider on, bool pays, PurchaseStatus status, long shared)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        (await app.PostEventAsync(await app.PayAsync(site, card: TestCard.BankDebitThatSucceeds))).Is(200);
        var session = (await app.World.PurchaseAsync()).StripeSessionId!;
        app.World.Time.Advance(TimeSpan.FromDays(4));
        await app.Get<OpenPurchases>().ReconcileAsync(TimeSpan.FromMinutes(5), default);
        Assert.Equal((PurchaseStatus.Pending, 0, 0), await app.World.OutcomeAsync(site));

        await app.Stripe.CompleteBankDebitAsync(session, pays);
        await app.Get<OpenPurchases>().ReconcileAsync(TimeSpan.FromMinutes(5), default);
        await app.Get<OpenPurchases>().ReconcileAsync(TimeSpan.FromMinutes(5), default);

        Assert.Equal((status, shared, 0), await app.World.OutcomeAsync(site));
    }

    private static async Task<System.Text.Json.Nodes.JsonObject> EndAsync(App app, string type)
    {
        var session = (await app.World.PurchaseAsync()).StripeSessionId!;
        await app.Stripe.CompleteBankDebitAsync(session);
        return app.EventOf(session, type);
    }
}
