using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Billing.Reconciliation;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>Stripe answers some requests of a reconciliation pass with an error.</summary>
public sealed class IsolatedReconciliationTests : AppTests
{
    [SkippableTheory, EachDatabase]
    public async Task A_failing_payment_or_session_does_not_block_the_others(Provider on)
    {
        var app = await AppAsync(on);
        var (site, failing) = await GivenAsync(app);

        var count = await ReadBackAsync(app);

        Assert.Equal(5_000, (await app.World.BalancesAsync(site)).Shared);
        Assert.Equal(PurchaseStatus.Open, (await app.World.PurchaseAsync(failing)).Status);
        Assert.Equal(new ItemCount(Done: 1, Failed: 2), count);
    }

    [SkippableTheory, EachDatabase]
    public async Task The_next_pass_retries_what_failed(Provider on)
    {
        var app = await AppAsync(on);
        var (_, failing) = await GivenAsync(app);
        await ReadBackAsync(app);
        app.Stripe.Faults.Clear();

        var count = await ReadBackAsync(app);

        Assert.Equal(new ItemCount(Done: 2, Failed: 0), count);
        Assert.Equal(PurchaseStatus.Paid, (await app.World.PurchaseAsync(failing)).Status);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refund_whose_payment_cannot_be_read_does_not_block_older_ones(Provider on)
    {
        var app = await AppAsync(on);
        foreach (var site in (TestSite[])[await app.World.SiteAsync(), await app.World.SiteAsync()])
        {
            await app.PayAsync(site);
            app.Stripe.Refunds.Make((string)app.Stripe.Sessions[^1]["id"]!);
            app.World.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var newer = $"/v1/payment_intents/{app.Stripe.Sessions[^1]["payment_intent"]}";
        app.World.Time.Advance(TimeSpan.FromMinutes(10));
        app.Stripe.Faults.AlwaysAt(newer, Fault.Refuse(403));

        // The refund, and the charge that reports it too.
        Assert.Equal(2, (await MissedAsync(app)).Failed);
        Assert.Equal([5_000, 0], (await app.World.PurchasesAsync()).Select(row => row.CreditsTaken));
        app.Stripe.Faults.Clear();
        Assert.Equal(0, (await MissedAsync(app)).Failed);
        Assert.Equal([5_000, 5_000], (await app.World.PurchasesAsync()).Select(row => row.CreditsTaken));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_failing_step_does_not_block_the_others(Provider on)
    {
        var app = await AppAsync(on);
        var site = await app.World.SiteAsync();
        await app.PayAsync(site);
        app.World.Time.Advance(TimeSpan.FromMinutes(5));
        app.Stripe.Faults.AlwaysAt("/v1/events", Fault.Refuse(403));

        var pass = await RunAsync(app);

        Assert.Equal(5_000, (await app.World.BalancesAsync(site)).Shared);
        // The missed events, and the daily report, which needs the events too.
        Assert.Equal(new ItemCount(Done: 1, Failed: 2), pass.Items);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_payment_that_cannot_be_read_stands_in_the_daily_report(Provider on)
    {
        var app = await AppAsync(on);
        var charged = await ChargeWithoutAnAnswerAsync(app);
        app.World.Time.Advance(TimeSpan.FromDays(10));
        await app.DeliverChargeEventsAsync();
        app.World.Time.Advance(TimeSpan.FromDays(1));
        app.Stripe.Faults.AlwaysAt(PathOfCharge(app), Fault.Refuse(403));

        await app.ReconcileDayAsync();

        var report = await app.World.ReadAsync(db => db.ReconciliationReports.SingleAsync());
        Assert.Equal(
            $"Purchase {charged.Id} is credited, but its payment could not be read from Stripe.", report.Differences);
    }

    [Fact]
    public async Task The_start_page_counts_what_failed()
    {
        var app = await SampleAppAsync();
        await GivenAsync(app);
        await RunAsync(app);
        using var admin = await app.SignInAsync(SampleData.Admin);

        var page = (await admin.GetAsync("/admin")).Is(200).Body;

        Assert.Contains("2 items of the last pass failed.", page, StringComparison.Ordinal);
    }

    // A charge answers 403 and a session 500; another session is paid.
    private static async Task<(TestSite Site, Guid FailingId)> GivenAsync(App app)
    {
        var charged = await ChargeWithoutAnAnswerAsync(app);
        var chargeId = PathOfCharge(app).Split('/')[^1];
        await app.World.SqlAsync(
            $"""UPDATE "Purchases" SET "StripePaymentIntentId" = {chargeId} WHERE "Id" = {charged.Id}""");
        var failing = await app.World.SiteAsync();
        var session = await app.BuyAsync(failing);
        await app.Stripe.PayAsync(session, TestCard.Card);
        var site = await app.World.SiteAsync();
        await app.PayAsync(site);
        app.World.Time.Advance(TimeSpan.FromMinutes(5));
        app.Stripe.Faults.AlwaysAt(PathOfCharge(app), Fault.Refuse(403));
        app.Stripe.Faults.AlwaysAt($"/v1/checkout/sessions/{session}", Fault.Refuse(500));
        return (site, (await app.World.PurchasesAsync()).Single(row => row.StripeSessionId == session).Id);
    }

    private static async Task<Purchase> ChargeWithoutAnAnswerAsync(App app)
    {
        var site = await app.TopUpSiteAsync();
        await app.SpendDownAsync(site);
        app.Stripe.Cards.NextCharge(Fault.AnswerLost);
        app.Stripe.Faults.Next(Fault.Unreachable, times: 2);
        await app.TopUpAsync();
        return Assert.Single(await app.World.AutomaticAsync());
    }

    private static string PathOfCharge(App app) =>
        $"/v1/payment_intents/{(string)app.Stripe.Cards.Charges.Single()["id"]!}";

    private static Task<ItemCount> MissedAsync(App app) =>
        app.Get<MissedEvents>().ReconcileAsync(TimeSpan.FromMinutes(5), default);

    private static Task<ItemCount> ReadBackAsync(App app) =>
        app.Get<OpenPurchases>().ReconcileAsync(TimeSpan.FromMinutes(5), default);

    private static Task<PassResult> RunAsync(App app) =>
        app.Get<ReconciliationRunner>().RunAsync(TimeSpan.FromMinutes(5), default);
}
