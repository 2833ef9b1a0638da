using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

public sealed class FulfillingAPurchaseTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_paid_session_credits_what_was_sold(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450, domain: 1_370);

        (await app.PostEventAsync(await app.PayAsync(site, "shared-5000"))).Is(200);

        Assert.Equal((PurchaseStatus.Paid, 8_450, 1_370), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_paid_purchase_knows_its_payment(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();

        var paid = await app.PayAsync(site);
        (await app.PostEventAsync(paid)).Is(200);

        var purchase = await app.World.PurchaseAsync();
        Assert.Equal((string?)paid["data"]!["object"]!["payment_intent"], purchase.StripePaymentIntentId);
        Assert.Equal(app.World.Time.Now, purchase.PaidAt);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_event_is_kept_as_it_was_signed(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var paid = await app.PayAsync(site);
        var body = paid.ToJsonString() + "\n ";

        (await app.PostEventAsync(body)).Is(200);

        var kept = await app.World.EventAsync();
        Assert.Equal(body, kept.Payload);
        Assert.Equal((string?)paid["id"], kept.Id);
        Assert.Equal((EventOutcome.Credited, (await app.World.PurchaseAsync()).Id), (kept.Outcome, kept.PurchaseId));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_entry_says_what_it_is_for(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();

        (await app.PostEventAsync(await app.PayAsync(site))).Is(200);

        var purchase = await app.World.PurchaseAsync();
        var posted = await app.World.ReadAsync(db => Task.FromResult(
            db.LedgerTransactions.Single(row => row.Kind == TransactionKind.Purchase)));
        Assert.Equal(($"purchase:{purchase.Id:N}", "stripe"), (posted.Cause, posted.Actor));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_promotion_code_changes_the_total_only(Provider on)
    {
        var app = await AppAsync(on, ("Stripe:PromotionCodes", "true"));
        var site = await app.World.SiteAsync();
        var session = await app.BuyAsync(site);
        await app.Stripe.PayAsync(session, promotionCode: "SAVE20");
        var paid = app.EventOf(session, "checkout.session.completed");

        (await app.PostEventAsync(paid)).Is(200);

        Assert.Equal(16_00, (long)paid["data"]!["object"]!["amount_total"]!);
        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_tax_changes_the_total_only(Provider on)
    {
        var app = await AppAsync(on, ("Stripe:AutomaticTax", "true"));
        var site = await app.World.SiteAsync();

        var paid = await app.PayAsync(site);
        (await app.PostEventAsync(paid)).Is(200);

        Assert.Equal(22_00, (long)paid["data"]!["object"]!["amount_total"]!);
        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Nothing_left_to_pay_counts_as_paid(Provider on)
    {
        var app = await AppAsync(on, ("Stripe:PromotionCodes", "true"));
        var site = await app.World.SiteAsync();
        var session = await app.BuyAsync(site);
        await app.Stripe.PayAsync(session, promotionCode: "FREE100");
        var free = app.EventOf(session, "checkout.session.completed");

        (await app.PostEventAsync(free)).Is(200);

        Assert.Equal("no_payment_required", (string?)free["data"]!["object"]!["payment_status"]);
        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_return_page_credits_before_any_event(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.PayAsync(site);

        await app.ReadBackAsync((await app.World.PurchaseAsync()).Id);

        Assert.Equal((PurchaseStatus.Paid, 5_000, 0), await app.World.OutcomeAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_type_that_we_do_not_use_is_kept(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.PayAsync(site);

        var charge = app.Stripe.Events.Single(made => (string?)made["type"] == "charge.succeeded");
        (await app.PostEventAsync(charge)).Is(200);

        Assert.Equal(EventOutcome.Ignored, (await app.World.EventAsync()).Outcome);
        Assert.Equal((PurchaseStatus.Open, 0, 0), await app.World.OutcomeAsync(site));
    }
}
