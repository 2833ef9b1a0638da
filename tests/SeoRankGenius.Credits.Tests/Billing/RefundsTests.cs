using SeoRankGenius.Credits.Ledger;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Refunds made at Stripe, and what they do to the credits.</summary>
public sealed class RefundsTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_full_refund_takes_all_credits_back(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450, domain: 1_370);
        var session = await app.SellAsync(site);

        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);

        Assert.Equal((5_000, 0, 3_450, 1_370), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Credits_leave_the_pool_they_went_to(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 3_450, domain: 1_370);
        var session = await app.SellAsync(site, "domain-1000");

        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);

        Assert.Equal((1_000, 0, 3_450, 1_370), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Part_of_the_money_takes_its_part(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site);

        app.Stripe.Refunds.Make(session, 5_00);
        await app.DeliverAllAsync(session);

        Assert.Equal((1_250, 0, 3_750, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task Refunds_of_random_sizes_take_exactly_all_together(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync(shared: 100);
        var session = await app.SellAsync(site);
        for (var left = 20_00; left > 0;)
        {
            var cents = Math.Min(left, Random.Shared.Next(1, 4_00));
            left -= cents;
            app.Stripe.Refunds.Make(session, cents);
        }

        await app.DeliverAllAsync(session);

        Assert.Equal((5_000, 0, 100, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_pending_refund_takes_the_credits_at_once(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site);

        app.Stripe.Refunds.Make(session, isPending: true);
        await app.DeliverAllAsync(session);

        Assert.Equal((5_000, 0, 0, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_failed_refund_gives_them_back(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site);
        var refund = app.Stripe.Refunds.Make(session, 10_00, isPending: true);
        await app.DeliverAllAsync(session);

        app.Stripe.Refunds.End(refund, succeeds: false);
        await app.DeliverAllAsync(session);

        Assert.Equal((0, 0, 5_000, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_was_spent_is_a_shortfall(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site);
        await app.World.SpendAsync(site, 4_200);

        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);

        Assert.Equal((800, 4_200, 0, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_shortfall_is_not_taken_from_credits_that_come_later(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site);
        await app.World.SpendAsync(site, 5_000);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);

        await app.World.GrantAsync(site.License.Id, 6_000);
        await app.DeliverAllAsync(session);

        Assert.Equal((0, 5_000, 6_000, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_failed_refund_clears_the_shortfall_first(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site);
        await app.World.SpendAsync(site, 4_200);
        var refund = app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);

        app.Stripe.Refunds.End(refund, succeeds: false);
        await app.DeliverAllAsync(session);

        Assert.Equal((0, 0, 800, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_share_goes_by_what_was_paid_not_by_the_list_price(Provider on)
    {
        var app = await AppAsync(on, ("Stripe:PromotionCodes", "true"));
        var site = await app.World.SiteAsync();
        var session = await app.BuyAsync(site);
        await app.Stripe.PayAsync(session, promotionCode: "SAVE20");
        await app.DeliverAllAsync(session);

        app.Stripe.Refunds.Make(session, 8_00);
        await app.DeliverAllAsync(session);

        Assert.Equal((2_500, 0, 2_500, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_purchase_without_a_paid_amount_takes_it_from_the_payment(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site);
        await app.World.SqlAsync($"""UPDATE "Purchases" SET "PaidMinor" = NULL""");

        app.Stripe.Refunds.Make(session, 10_00);
        await app.DeliverAllAsync(session);

        Assert.Equal((2_500, 0, 2_500, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_entry_names_the_purchase_that_it_reverses(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        var session = await app.SellAsync(site);

        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);

        var posted = await app.World.ReadAsync(db => Task.FromResult(db.LedgerTransactions.ToList()));
        var bought = posted.Single(row => row.Kind == TransactionKind.Purchase);
        var refund = posted.Single(row => row.Kind == TransactionKind.Refund);
        var purchase = await app.World.PurchaseAsync();
        Assert.Equal((bought.Id, $"refund:{purchase.Id:N}:1"), (refund.ReversesId, refund.Cause));
    }
}
