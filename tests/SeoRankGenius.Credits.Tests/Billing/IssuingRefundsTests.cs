using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Refunds that the shop makes.</summary>
public sealed class IssuingRefundsTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task The_money_takes_its_credits_with_it_at_once(Provider on)
    {
        var (app, site, purchase) = await SoldAsync(on);

        await app.RefundAsync(Order(purchase, 10_00));

        Assert.Equal((2_500, 0, 2_500, 0), await app.World.ClawbackAsync(site));
        Assert.Equal(10_00, (long)app.Stripe.Refunds.All.Single()["amount"]!);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_webhook_that_comes_later_changes_nothing(Provider on)
    {
        var (app, site, purchase) = await SoldAsync(on);
        await app.RefundAsync(Order(purchase, 10_00));

        await app.DeliverAllAsync(purchase.StripeSessionId!);

        Assert.Equal((2_500, 0, 2_500, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_request_refunds_once(Provider on)
    {
        var (app, site, purchase) = await SoldAsync(on);
        var order = Order(purchase, 5_00);

        await Task.WhenAll(app.RefundAsync(order), app.RefundAsync(order));
        await app.RefundAsync(order);

        Assert.Equal((1_250, 0, 3_750, 0), await app.World.ClawbackAsync(site));
        Assert.Single(app.Stripe.Refunds.All);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refund_whose_answer_was_lost_is_finished_by_repeating_it(Provider on)
    {
        var (app, site, purchase) = await SoldAsync(on);
        var order = Order(purchase, 20_00);
        // Once, and once for each of the client's own repeats.
        app.Stripe.Faults.Next(Fault.AnswerLost, times: 3);
        await Assert.ThrowsAsync<DependencyUnavailable>(() => app.RefundAsync(order));

        await app.RefundAsync(order);

        Assert.Equal((5_000, 0, 0, 0), await app.World.ClawbackAsync(site));
        Assert.Single(app.Stripe.Refunds.All);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refund_whose_answer_was_lost_is_recognised_after_Stripe_forgot_the_key(Provider on)
    {
        var (app, site, purchase) = await SoldAsync(on);
        var order = Order(purchase, 5_00);
        app.Stripe.Faults.Next(Fault.AnswerLost, times: 3);
        await Assert.ThrowsAsync<DependencyUnavailable>(() => app.RefundAsync(order));
        Assert.Single(app.Stripe.Refunds.All);
        app.World.Time.Advance(TimeSpan.FromHours(25));

        await app.RefundAsync(order);

        Assert.Equal((1_250, 0, 3_750, 0), await app.World.ClawbackAsync(site));
        Assert.Single(app.Stripe.Refunds.All);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_request_that_was_stored_but_never_sent_is_finished_by_repeating_it(Provider on)
    {
        var (app, site, purchase) = await SoldAsync(on);
        var order = Order(purchase, 5_00);
        await app.World.Writer.RunAsync(db => app.Get<IssueRefund>().RequestAsync(db, order));

        await app.RefundAsync(order);

        Assert.Equal((1_250, 0, 3_750, 0), await app.World.ClawbackAsync(site));
        Assert.Single(app.Stripe.Refunds.All);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_request_is_stored_with_the_refund_it_made(Provider on)
    {
        var (app, _, purchase) = await SoldAsync(on);
        var order = Order(purchase, 5_00);

        await app.RefundAsync(order);

        var request = await app.World.ReadAsync(db => db.RefundRequests.SingleAsync());
        Assert.Equal(
            (order.RequestId, purchase.Id, 5_00, (string?)app.Stripe.Refunds.All.Single()["id"]),
            (request.Id, request.PurchaseId, request.AmountMinor, request.StripeRefundId));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_id_that_was_used_is_refused_for_another_amount(Provider on)
    {
        var (app, _, purchase) = await SoldAsync(on);
        var order = Order(purchase, 5_00);
        await app.RefundAsync(order);

        await Refused.WithAsync(RefusalCode.InvalidRequest, () => app.RefundAsync(order with { AmountMinor = 6_00 }));

        Assert.Single(app.Stripe.Refunds.All);
    }

    [SkippableTheory]
    [EachDatabase(0), EachDatabase(-1), EachDatabase(20_01)]
    public async Task More_than_is_left_cannot_go_back(Provider on, long cents)
    {
        var (app, site, purchase) = await SoldAsync(on);

        await Refused.WithAsync(RefusalCode.InvalidRequest, () => app.RefundAsync(Order(purchase, cents)));

        Assert.Equal((0, 0, 5_000, 0), await app.World.ClawbackAsync(site));
        Assert.Empty(app.Stripe.Refunds.All);
    }

    [SkippableTheory, EachDatabase]
    public async Task What_Stripe_refuses_is_refused(Provider on)
    {
        var (app, site, purchase) = await SoldAsync(on);
        app.Stripe.Disputes.Open(purchase.StripeSessionId!);

        await Refused.WithAsync(RefusalCode.CheckoutRefused, () => app.RefundAsync(Order(purchase, 10_00)));

        Assert.Equal((0, 0, 5_000, 0), await app.World.ClawbackAsync(site));
    }

    [SkippableTheory, EachDatabase]
    public async Task An_unknown_purchase_is_not_found(Provider on)
    {
        var (app, _, purchase) = await SoldAsync(on);

        await Refused.WithAsync(
            RefusalCode.NotFound,
            () => app.RefundAsync(Order(purchase, 10_00) with { Source = PaidSource.Purchase(Guid.NewGuid()) }));
    }

    private static RefundInput Order(Purchase purchase, long cents) =>
        new(Guid.NewGuid(), PaidSource.Purchase(purchase.Id), cents, "requested_by_customer", "admin:test");

    private async Task<(App App, TestSite Site, Purchase Purchase)> SoldAsync(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.SellAsync(site);
        return (app, site, await app.World.PurchaseAsync());
    }
}
