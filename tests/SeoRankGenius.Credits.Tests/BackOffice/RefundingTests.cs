using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

/// <summary>Admins send money back.</summary>
public sealed class RefundingTests : AppTests
{
    private App _app = null!;
    private Purchase _purchase = null!;
    private TestSite _site = null!;
    private Actor _first = null!, _second = null!;

    [SkippableTheory, EachDatabase]
    public async Task Up_to_the_limit_the_money_goes_at_once(Provider on)
    {
        await SoldAsync(on);

        Assert.True(await RefundAsync(Order(4_00)));

        Assert.Equal((1_000, 0, 4_000, 0), await _app.World.ClawbackAsync(_site));
    }

    [SkippableTheory, EachDatabase]
    public async Task It_is_written_down_with_the_reason(Provider on)
    {
        await SoldAsync(on);

        await RefundAsync(Order(4_00));

        var record = (await _app.World.AuditAsync()).Single(row => row.Action == AuditAction.RefundStarted);
        Assert.Equal(
            ("Refund of $4.00 started: Bought by mistake", _first.Name, _purchase.Id),
            (record.Sentence, record.ActorName, record.PurchaseId));
    }

    [SkippableTheory, EachDatabase]
    public async Task Above_the_limit_it_waits(Provider on)
    {
        await SoldAsync(on);

        Assert.False(await RefundAsync(Order(20_00)));

        Assert.Equal((0, 0, 5_000, 0), await _app.World.ClawbackAsync(_site));
        Assert.Empty(_app.Stripe.Refunds.All);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_second_admin_lets_it_go(Provider on)
    {
        await SoldAsync(on);
        var order = Order(20_00);
        await RefundAsync(order);

        Assert.True(await ApproveAsync(_second, order));

        Assert.Equal((5_000, 0, 0, 0), await _app.World.ClawbackAsync(_site));
        await Refused.WithAsync(RefusalCode.AlreadyDecided, () => ApproveAsync(_second, order));
    }

    [SkippableTheory, EachDatabase]
    public async Task Who_asked_cannot_let_it_go(Provider on)
    {
        await SoldAsync(on);
        var order = Order(20_00);
        await RefundAsync(order);

        await Refused.WithAsync(RefusalCode.OwnRequest, () => ApproveAsync(_first, order));

        Assert.Empty(_app.Stripe.Refunds.All);
    }

    [SkippableTheory, EachDatabase]
    public async Task With_Stripe_away_it_still_waits(Provider on)
    {
        await SoldAsync(on);
        var order = Order(20_00);
        await RefundAsync(order);
        _app.Stripe.Faults.Always(Fault.Refuse(429));
        await Assert.ThrowsAsync<DependencyUnavailable>(() => ApproveAsync(_second, order));
        _app.Stripe.Faults.Clear();

        Assert.True(await ApproveAsync(_second, order));

        Assert.Equal((5_000, 0, 0, 0), await _app.World.ClawbackAsync(_site));
        Assert.Single(_app.Stripe.Refunds.All);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_form_refunds_once(Provider on)
    {
        await SoldAsync(on, "domain-1000");
        var order = Order(5_00);

        await Task.WhenAll(RefundAsync(order), RefundAsync(order));
        await RefundAsync(order);

        Assert.Equal((1_000, 0, 0, 0), await _app.World.ClawbackAsync(_site));
        Assert.Single(_app.Stripe.Refunds.All);
        Assert.Single(await _app.World.AuditAsync(), row => row.Action == AuditAction.RefundStarted);
    }

    [SkippableTheory]
    [EachDatabase(20_01, "requested_by_customer", "Bought by mistake")]
    [EachDatabase(4_00, "no_reason", "Bought by mistake")]
    [EachDatabase(4_00, "requested_by_customer", "why")]
    public async Task A_bad_form_changes_nothing(Provider on, long cents, string reason, string sentence)
    {
        await SoldAsync(on);
        var order = Order(cents) with { Reason = reason, Sentence = sentence };

        await Refused.WithAsync(RefusalCode.InvalidRequest, () => RefundAsync(order));

        Assert.Equal((0, 0, 5_000, 0), await _app.World.ClawbackAsync(_site));
        Assert.Empty(await _app.World.AuditAsync());
    }

    private async Task SoldAsync(Provider on, string pack = "shared-5000")
    {
        _app = await AppAsync(on);
        _site = await _app.World.SiteAsync();
        await _app.SellAsync(_site, pack);
        _purchase = await _app.World.PurchaseAsync();
        (_first, _second) = (await _app.World.AdminAsync(), await _app.World.AdminAsync("second.admin"));
    }

    private AdminRefund Order(long cents) =>
        new(Guid.NewGuid(), PaidSource.Purchase(_purchase.Id), cents, "requested_by_customer", "Bought by mistake");

    private Task<bool> RefundAsync(AdminRefund order) => _app.Get<AdminRefunds>().RefundAsync(_first, order, default);

    private Task<bool> ApproveAsync(Actor admin, AdminRefund order) =>
        _app.Get<AdminRefunds>().ApproveAsync(admin, order.Id, default);
}
