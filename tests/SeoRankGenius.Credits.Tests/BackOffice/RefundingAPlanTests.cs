using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Billing.Subscriptions;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

/// <summary>Admins send the money of a plan's month back.</summary>
public sealed class RefundingAPlanTests : AppTests
{
    private App _app = null!;
    private TestLicense _license = null!;
    private Actor _first = null!, _second = null!;

    [SkippableTheory]
    [EachDatabase("pro", 29_00, 2_000)]
    [EachDatabase("pro", 14_50, 1_000)]
    [EachDatabase("pro", 1, 0)]
    public async Task The_credits_go_with_the_money(Provider on, string plan, long minor, long taken)
    {
        await SubscribedAsync(on, plan);
        var order = await OrderAsync(minor);

        Assert.True(await RefundAsync(order));
        Assert.True(await RefundAsync(order));

        Assert.Equal((taken, minor, 2_000 - taken), await StateAsync());
        Assert.Equal(minor, (long)Assert.Single(_app.Stripe.Refunds.All)["amount"]!);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_review_shows_what_was_spent(Provider on)
    {
        await SubscribedAsync(on, "pro");
        await _app.World.SpendAsync(await _app.World.SiteAsync(_license), 1_500);

        var review = await _app.Get<AdminRefunds>().ReviewAsync(_first, await OrderAsync(29_00), default);

        Assert.Equal((500, 500, 1_500, false), (review.Balance, review.Taken, review.Shortfall, review.NeedsApproval));
    }

    [SkippableTheory, EachDatabase]
    public async Task Above_the_limit_a_second_admin_decides(Provider on)
    {
        await SubscribedAsync(on, "agency");
        var order = await OrderAsync(99_00);

        Assert.False(await RefundAsync(order));
        Assert.Empty(_app.Stripe.Refunds.All);
        Assert.True(await _app.Get<AdminRefunds>().ApproveAsync(_second, order.Id, default));

        Assert.Equal((10_000, 99_00, 0), await StateAsync());
    }

    [SkippableTheory]
    [EachDatabase(29_01)]
    [EachDatabase(0)]
    [EachDatabase(-5)]
    public async Task No_more_goes_back_than_was_paid(Provider on, long minor)
    {
        await SubscribedAsync(on, "pro");
        var order = await OrderAsync(minor);

        await Refused.WithAsync(RefusalCode.InvalidRequest, () => RefundAsync(order));

        Assert.Equal((0, 0, 2_000), await StateAsync());
    }

    [SkippableTheory, EachDatabase]
    public async Task It_is_written_down_with_the_invoice(Provider on)
    {
        await SubscribedAsync(on, "pro");
        var order = await OrderAsync(29_00);

        await RefundAsync(order);

        var record = (await _app.World.AuditAsync()).Single(row => row.Action == AuditAction.RefundStarted);
        Assert.Equal(
            ("Refund of $29.00 started: Asked for it on the phone", _license.Id),
            (record.Sentence, record.LicenseId!.Value));
        Assert.Contains(order.Source.InvoiceId!, record.After, StringComparison.Ordinal);
    }

    private async Task SubscribedAsync(Provider on, string plan)
    {
        _app = await AppAsync(
            on,
            [
                .. PlanSteps.WithAgency.Where(setting => !setting.Key.Contains("Trial", StringComparison.Ordinal)),
                ("BackOffice:ApprovalAbove", "5000"),
            ]);
        _license = await _app.World.LicenseAsync("free");
        await _app.SubscribedAsync(_license, plan);
        (_first, _second) = (await _app.World.AdminAsync(), await _app.World.AdminAsync("second.admin"));
    }

    private async Task<AdminRefund> OrderAsync(long minor) => new(
        Guid.NewGuid(), PaidSource.Invoice((await InvoiceAsync()).Id), minor, "requested_by_customer",
        "Asked for it on the phone");

    private Task<bool> RefundAsync(AdminRefund order) => _app.Get<AdminRefunds>().RefundAsync(_first, order, default);

    private Task<PlanInvoice> InvoiceAsync() =>
        _app.World.ReadAsync(db => db.PlanInvoices.AsNoTracking().SingleAsync());

    private async Task<(long Taken, long Refunded, long Shared)> StateAsync()
    {
        var invoice = await InvoiceAsync();
        return (invoice.CreditsTaken, invoice.RefundedMinor, await _app.World.BalanceAsync(_license.Id));
    }
}
