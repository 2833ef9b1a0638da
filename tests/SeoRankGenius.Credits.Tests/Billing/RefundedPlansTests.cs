using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Dashboard;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>The money of a plan's month goes back: its credits go with it, as those of a pack.</summary>
public sealed class RefundedPlansTests : AppTests
{
    [SkippableTheory]
    [EachDatabase(29_00, 2_000)]
    [EachDatabase(14_50, 1_000)]
    [EachDatabase(1, 0)]
    public async Task A_refund_takes_its_share(Provider on, long minor, long taken)
    {
        var (app, license, subscription) = await SubscribedAsync(on);

        app.Stripe.Refunds.MakeOf(app.ChargeOfNewestPlan(), minor);
        await DeliverTwiceAsync(app);

        Assert.Equal((taken, 0, 2_000 - taken), await StateAsync(app, license));
    }

    [SkippableTheory]
    [EachDatabase("lost", 2_000)]
    [EachDatabase("won", 0)]
    [EachDatabase("warning_needs_response", 0)]
    public async Task A_dispute_takes_or_returns_all(Provider on, string status, long taken)
    {
        var (app, license, subscription) = await SubscribedAsync(on);

        await DisputeAsync(app, subscription, status);
        await DisputeAsync(app, subscription, status);

        Assert.Equal((taken, 0, 2_000 - taken), await StateAsync(app, license));
    }

    [SkippableTheory, EachDatabase]
    public async Task What_was_spent_is_missing(Provider on)
    {
        var (app, license, subscription) = await SubscribedAsync(on);
        await app.World.SpendAsync(await app.World.SiteAsync(license), 1_500);

        app.Stripe.Refunds.MakeOf(app.ChargeOfNewestPlan());
        await DeliverTwiceAsync(app);

        Assert.Equal((500, 1_500, 0), await StateAsync(app, license));
        var shown = await app.Get<NeedsAttention>().ReadAsync(default);
        Assert.Equal(
            (license.Id, "pro", 1_500, 2_000),
            shown.PlanShortfalls.Select(row => (row.LicenseId, row.Plan, row.Shortfall, row.Credits)).Single());
    }

    [SkippableTheory, EachDatabase]
    public async Task The_refund_may_arrive_before_the_invoice(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var license = await app.World.LicenseAsync("free");
        var subscription = await app.SubscribeAsync(license);
        app.Stripe.Refunds.MakeOf(app.ChargeOfNewestPlan());

        await DeliverTwiceAsync(app);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal((2_000, 0, 0), await StateAsync(app, license));
    }

    [SkippableTheory, EachDatabase]
    public async Task Only_the_month_that_was_refunded_is_taken(Provider on)
    {
        var (app, license, subscription) = await SubscribedAsync(on);
        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        await app.DeliverPlanEventsAsync(subscription);
        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        app.Stripe.Refunds.MakeOf(app.ChargeOfNewestPlan());
        await DeliverTwiceAsync(app);

        Assert.Equal(4_000, await app.World.BalanceAsync(license.Id));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_dispute_of_a_plan_is_listed(Provider on)
    {
        var (app, license, subscription) = await SubscribedAsync(on);

        await DisputeAsync(app, subscription, "needs_response");

        var listed = Assert.Single((await app.Get<NeedsAttention>().ReadAsync(default)).Disputes);
        Assert.Equal(
            (null, license.Id, 29_00, "usd"),
            (listed.Dispute.PurchaseId, listed.Dispute.LicenseId, listed.Amount.Minor, listed.Currency));
    }

    private async Task<(App App, TestLicense License, string Subscription)> SubscribedAsync(Provider on)
    {
        var app = await AppAsync(on, PlanSteps.WithAgency);
        var license = await app.World.LicenseAsync("free");
        return (app, license, await app.SubscribedAsync(license));
    }

    private static async Task DeliverTwiceAsync(App app)
    {
        var refunds = app.Stripe.Events.Where(made => (string?)made["type"] is "refund.created" or "charge.refunded")
            .ToList();
        Assert.NotEmpty(refunds);
        foreach (var happened in refunds.Concat(refunds))
            (await app.PostEventAsync(happened)).Is(200);
    }

    private static async Task DisputeAsync(App app, string subscription, string status)
    {
        var charge = app.Stripe.Events.Last(made => (string?)made["type"] == "charge.succeeded")["data"]!["object"]!;
        var moves = new JsonArray();
        if (status is not "warning_needs_response")
            moves.Add(Move(-29_00));
        if (status is "won")
            moves.Add(Move(29_00));
        var type = status is "won" ? "charge.dispute.funds_reinstated" : "charge.dispute.created";
        var happened = app.Stripe.NewEvent(type, new JsonObject
        {
            ["id"] = "du_1", ["object"] = "dispute", ["amount"] = 29_00, ["currency"] = "usd",
            ["charge"] = (string?)charge["id"], ["payment_intent"] = (string?)charge["payment_intent"],
            ["status"] = status, ["reason"] = "fraudulent", ["created"] = 1_900_000_000,
            ["balance_transactions"] = moves,
        });
        (await app.PostEventAsync(happened)).Is(200);
    }

    private static JsonObject Move(long amount) => new()
    {
        ["id"] = $"txn_{amount}", ["object"] = "balance_transaction", ["amount"] = amount, ["currency"] = "usd",
    };

    private static async Task<(long Taken, long Shortfall, long Shared)> StateAsync(App app, TestLicense license)
    {
        var invoice = await app.World.ReadAsync(db => db.PlanInvoices.AsNoTracking().SingleAsync());
        return (invoice.CreditsTaken, invoice.Shortfall, await app.World.BalanceAsync(license.Id));
    }
}
