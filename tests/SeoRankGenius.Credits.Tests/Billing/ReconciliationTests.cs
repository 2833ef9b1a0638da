using SeoRankGenius.Credits.Billing;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Webhooks that never arrive.</summary>
public sealed class ReconciliationTests : AppTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [SkippableTheory, EachDatabase]
    public async Task A_payment_whose_webhook_is_missing_is_credited(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.PayAsync(site);
        app.World.Time.Advance(Patience);

        await app.ReconcileAsync();

        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_webhook_gets_five_minutes_first(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.PayAsync(site);
        app.World.Time.Advance(Patience - TimeSpan.FromSeconds(1));

        Assert.Equal(default, await app.ReconcileAsync());
        Assert.Equal((PurchaseStatus.Open, 0, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refund_whose_webhook_is_missing_takes_the_credits(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site);
        app.Stripe.Refunds.Make(session, 10_00);
        app.Stripe.Deliveries.GiveUp();
        app.World.Time.Advance(TimeSpan.FromDays(29));

        await app.ReconcileAsync();

        Assert.Equal((2_500, 0, 2_500, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_failed_debit_whose_webhook_is_missing_fails_the_purchase(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var paid = await app.PayAsync(site, card: TestCard.BankDebitThatFails);
        await app.Stripe.CompleteBankDebitAsync((string)paid["data"]!["object"]!["id"]!);
        app.World.Time.Advance(Patience);

        await app.ReconcileAsync();

        Assert.Equal((PurchaseStatus.Failed, 0, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_was_reconciled_is_not_reconciled_again(Provider on)
    {
        var app = await AppAsync(on);
        await app.PayAsync(await app.World.SiteAsync());
        app.World.Time.Advance(Patience);
        await app.ReconcileAsync();
        var money = await app.World.MoneyAsync();

        Assert.Equal(default, await app.ReconcileAsync());
        Assert.Equal(money, await app.World.MoneyAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task Two_instances_beside_the_webhook_credit_once(Provider on)
    {
        var app = await AppAsync(on);
        await using var other = app.AnotherInstance();
        var site = await app.World.SiteAsync();
        for (var i = 0; i < 5; i++)
        {
            var paid = await app.PayAsync(site);
            app.World.Time.Advance(Patience);

            await Task.WhenAll(
                app.ReconcileAsync(), other.ReconcileAsync(), app.PostEventAsync(paid), other.PostEventAsync(paid));
        }

        Assert.Equal(25_000, (await app.World.BalancesAsync(site)).Shared);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_checkout_that_was_never_opened_is_closed(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.BuyAsync(site);
        await app.World.SqlAsync(
            $"""
            UPDATE "Purchases"
            SET "StripeSessionId" = NULL, "CreatedAt" = '2020-01-01 10:00:00', "ExpiresAt" = '2020-01-01 11:00:00'
            """);

        await app.ReconcileAsync();

        var purchase = await app.World.PurchaseAsync();
        Assert.Equal((PurchaseStatus.Failed, "The checkout was never opened."), (purchase.Status, purchase.Reason));
    }

    [SkippableTheory, EachDatabase]
    public async Task With_Stripe_unavailable_nothing_changes(Provider on)
    {
        var app = await AppAsync(on);
        await app.PayAsync(await app.World.SiteAsync());
        app.World.Time.Advance(Patience);
        var money = await app.World.MoneyAsync();
        app.Stripe.Faults.Always(Fault.Refuse(429));

        var pass = await app.Get<ReconciliationRunner>().RunAsync(Patience, default);

        // The purchase, the list of events and the list of sessions.
        Assert.Equal(new ItemCount(Done: 0, Failed: 3), pass.Items);

        Assert.Equal(money, await app.World.MoneyAsync());
    }
}
