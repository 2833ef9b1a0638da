using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.BackOffice.Dashboard;
using SeoRankGenius.Credits.BackOffice.Payments;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.BackOffice;

/// <summary>A license that was subscribed to twice: an admin cancels the second subscription and refunds it.</summary>
public sealed class SecondSubscriptionsTests : AppTests
{
    private const string Why = "Paid in two tabs";

    private App _app = null!;
    private TestLicense _license = null!;
    private Actor _admin = null!;
    private string _first = "", _second = "";

    [SkippableTheory]
    [EachDatabase("pro", "pro", 29_00)]
    [EachDatabase("pro", "agency", 99_00)]
    [EachDatabase("agency", "pro", 29_00)]
    public async Task It_is_canceled_and_refunded(Provider on, string kept, string other, long minor)
    {
        var before = await TwiceAsync(on, kept, other);

        Assert.True(await CancelAsync(Guid.NewGuid()));

        Assert.Equal(before, await _app.World.PlanAsync(_license));
        Assert.Equal(("active", "canceled"), (StatusOf(_first), StatusOf(_second)));
        Assert.Equal(minor, (long)Assert.Single(_app.Stripe.Refunds.All)["amount"]!);
        Assert.Empty((await _app.Get<NeedsAttention>().ReadAsync(default)).Flagged);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_same_form_takes_effect_once(Provider on)
    {
        var before = await TwiceAsync(on);
        var form = Guid.NewGuid();

        await Task.WhenAll(CancelAsync(form), CancelAsync(form));
        await CancelAsync(form);
        await CancelAsync(Guid.NewGuid());

        Assert.Equal(before, await _app.World.PlanAsync(_license));
        Assert.Single(_app.Stripe.Refunds.All);
        Assert.Single(await _app.World.AuditAsync(), row => row.After?.Contains($"{form}") == true);
        Assert.Single(await _app.World.AuditAsync(), row => row.Action == AuditAction.RefundStarted);
    }

    [SkippableTheory]
    [EachDatabase("/v1/refunds")]
    [EachDatabase("/v1/invoices")]
    public async Task Interrupted_by_Stripe_the_form_is_sent_again(Provider on, string path)
    {
        var before = await TwiceAsync(on);
        var form = Guid.NewGuid();
        _app.Stripe.Faults.AlwaysAt(path, Fault.Refuse(429));
        await Assert.ThrowsAsync<DependencyUnavailable>(() => CancelAsync(form));
        _app.Stripe.Faults.Clear();

        Assert.True(await CancelAsync(form));

        Assert.Equal(before, await _app.World.PlanAsync(_license));
        Assert.Equal("canceled", StatusOf(_second));
        Assert.Single(_app.Stripe.Refunds.All);
    }

    [SkippableTheory, EachDatabase]
    public async Task Events_that_follow_change_nothing(Provider on)
    {
        var before = await TwiceAsync(on);
        await CancelAsync(Guid.NewGuid());

        foreach (var happened in _app.Stripe.Events)
            await _app.ProcessAsync(happened);
        await _app.DeliverPlanEventsAsync(_second);

        Assert.Equal(before, await _app.World.PlanAsync(_license));
        Assert.Single(await _app.World.SubscriptionsAsync(), row => !row.IsOver);
    }

    [SkippableTheory, EachDatabase]
    public async Task Several_paid_months_are_refunded_each(Provider on)
    {
        var before = await TwiceAsync(on);
        _app.Stripe.Subscriptions.AdvanceToNext(_second);
        await _app.DeliverPlanEventsAsync(_second);
        var second = await _app.Get<SecondSubscriptions>().FindAsync(await EventAsync(), default);
        Assert.Equal((58_00, _first, false), (second.Amount!.Value.Minor, second.KeptId, second.IsOver));

        Assert.True(await CancelAsync(Guid.NewGuid()));

        Assert.Equal(before, await _app.World.PlanAsync(_license));
        Assert.Equal(2, _app.Stripe.Refunds.All.Count);
    }

    [SkippableTheory, EachDatabase]
    public async Task Above_the_limit_the_refund_waits(Provider on)
    {
        await TwiceAsync(on, limit: 1_000);

        Assert.False(await CancelAsync(Guid.NewGuid()));

        Assert.Equal("canceled", StatusOf(_second));
        Assert.Empty(_app.Stripe.Refunds.All);
        var waiting = await _app.World.ReadAsync(db => db.ApprovalRequests.AsNoTracking().SingleAsync());
        Assert.Equal((29_00, Why), (waiting.AmountMinor, waiting.Sentence));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_subscription_that_gives_the_plan_is_never_canceled(Provider on)
    {
        _app = await AppAsync(on, PlanSteps.WithAgency);
        _license = await _app.World.LicenseAsync("free");
        await _app.SubscribedAsync(_license);
        _admin = await _app.World.AdminAsync();
        foreach (var stored in await _app.World.EventsAsync())
            await Refused.WithAsync(
                RefusalCode.NotFound,
                () => _app.Get<SecondSubscriptions>().CancelAsync(_admin, Guid.NewGuid(), stored.Id, Why, default));

        Assert.Equal(("pro", LicenseStatus.Active, 2_000), await _app.World.PlanAsync(_license));
        Assert.Empty(_app.Stripe.Refunds.All);
    }

    [SkippableTheory]
    [EachDatabase("")]
    [EachDatabase("no")]
    public async Task Without_an_explanation_nothing_happens(Provider on, string why)
    {
        await TwiceAsync(on);
        var stored = await EventAsync();

        await Refused.WithAsync(
            RefusalCode.InvalidRequest,
            () => _app.Get<SecondSubscriptions>().CancelAsync(_admin, Guid.NewGuid(), stored, why, default));

        Assert.Equal("active", StatusOf(_second));
    }

    private async Task<(string Plan, LicenseStatus Status, long Shared)> TwiceAsync(
        Provider on, string kept = "pro", string other = "pro", long limit = 1_000_000)
    {
        _app = await AppAsync(
            on,
            [
                .. PlanSteps.WithAgency.Where(setting => !setting.Key.Contains("Trial", StringComparison.Ordinal)),
                ("BackOffice:ApprovalAbove", $"{limit}"), ("BackOffice:AdminApprovalAbove", $"{limit}"),
            ]);
        _license = await _app.World.LicenseAsync("free");
        _first = await _app.SubscribeAsync(_license, kept);
        // As if an order had been paid twice: neither is known yet.
        await _app.World.SqlAsync($"""UPDATE "SubscriptionOrders" SET "Status" = 'Failed'""");
        _second = await _app.SubscribeAsync(_license, other);
        await _app.DeliverPlanEventsAsync(_first);
        await _app.DeliverPlanEventsAsync(_second);
        _admin = await _app.World.AdminAsync();
        return await _app.World.PlanAsync(_license);
    }

    private async Task<string> EventAsync() =>
        (await _app.World.EventsAsync()).Where(row => row.Outcome == EventOutcome.Flagged)
            .Select(row => row.Id).FirstOrDefault()
        ?? (await _app.World.EventsAsync()).First(row => row.ObjectId == _second).Id;

    private async Task<bool> CancelAsync(Guid form) => await _app.Get<SecondSubscriptions>().CancelAsync(
        _admin, form, await EventAsync(), Why, default);

    private string StatusOf(string id) =>
        (string)_app.Stripe.Subscriptions.All.Single(row => (string?)row["id"] == id)["status"]!;
}
