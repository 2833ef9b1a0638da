using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>An admin at the page of a purchase whose buyer says: I paid and have no credits.</summary>
public sealed class CheckingWithStripeTests : AppTests
{
    private const string Agency = "northwind-agency.example";

    [Fact]
    public async Task What_is_paid_is_credited()
    {
        var app = await SampleAppAsync();
        var purchase = await PaidAsync(app);
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await CheckAsync(admin, purchase.Id)).Is(302);

        Assert.Equal(PurchaseStatus.Paid, (await app.World.PurchaseAsync()).Status);
        var page = await admin.PageAsync(Page(purchase.Id) + "?done=true");
        Assert.Contains(
            "5,000 credits went", page.QuerySelector(".notice.good")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_number_of_checks_at_once_credit_once()
    {
        var app = await SampleAppAsync();
        var purchase = await PaidAsync(app);
        using var admin = await app.SignInAsync(SampleData.Admin);
        var token = await admin.TokenAsync(Page(purchase.Id));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => admin.PostAsync(
            Page(purchase.Id) + "?handler=Stripe", ("__RequestVerificationToken", token))));

        Assert.Equal(1, await app.World.ReadAsync(db =>
            db.LedgerTransactions.CountAsync(row => row.Cause == purchase.Cause)));
    }

    [Fact]
    public async Task The_webhook_afterwards_changes_nothing()
    {
        var app = await SampleAppAsync();
        var purchase = await PaidAsync(app);
        using var admin = await app.SignInAsync(SampleData.Admin);
        await CheckAsync(admin, purchase.Id);

        await app.PostEventAsync(app.EventOf(purchase.StripeSessionId!, "checkout.session.completed"));

        Assert.Equal(EventOutcome.NothingToDo, (await app.World.EventAsync()).Outcome);
    }

    [Fact]
    public async Task What_is_not_paid_stays_as_it_is()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        await owner.BuyAsync(Agency, "shared-5000");
        var before = await app.World.MoneyAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await CheckAsync(admin, (await app.World.PurchaseAsync()).Id)).Is(302);

        Assert.Equal(before, await app.World.MoneyAsync());
    }

    [Fact]
    public async Task With_Stripe_out_of_reach_it_is_said_and_nothing_changed()
    {
        var app = await SampleAppAsync();
        var purchase = await PaidAsync(app);
        var before = await app.World.MoneyAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        app.Stripe.Faults.Always(Fault.Unreachable);

        var answer = (await CheckAsync(admin, purchase.Id)).Is(200);

        Assert.Contains("Nothing was changed", answer.Body, StringComparison.Ordinal);
        Assert.Equal(before, await app.World.MoneyAsync());
    }

    [Fact]
    public async Task Who_checked_is_written_down_with_what_changed()
    {
        var app = await SampleAppAsync();
        var purchase = await PaidAsync(app);
        using var admin = await app.SignInAsync(SampleData.Admin);

        await CheckAsync(admin, purchase.Id);

        var record = Assert.Single(
            await app.World.AuditAsync(), record => record.Action == AuditAction.CheckedWithStripe);
        Assert.Equal((SampleData.Admin, purchase.Id), (record.ActorName, record.PurchaseId));
        Assert.Contains("Open", record.Before, StringComparison.Ordinal);
        Assert.Contains("Paid", record.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_did_not_fit_is_applied_again_once_it_does()
    {
        var app = await SampleAppAsync();
        var purchase = await PaidAsync(app);
        var completed = app.EventOf(purchase.StripeSessionId!, "checkout.session.completed");
        await SoldForAsync(app, purchase.PriceMinor + 1);
        (await app.PostEventAsync(completed)).Is(200);
        await SoldForAsync(app, purchase.PriceMinor);
        using var admin = await app.SignInAsync(SampleData.Admin);
        Assert.NotNull((await admin.PageAsync(Page(purchase.Id))).QuerySelector(".notice.warn"));

        (await ApplyAsync(admin, purchase.Id, (string)completed["id"]!)).Is(302);

        Assert.Equal(PurchaseStatus.Paid, (await app.World.PurchaseAsync()).Status);
        Assert.Equal(EventOutcome.Credited, (await app.World.EventAsync()).Outcome);
    }

    [Fact]
    public async Task An_event_that_had_its_effect_has_it_once()
    {
        var app = await SampleAppAsync();
        var purchase = await PaidAsync(app);
        var completed = app.EventOf(purchase.StripeSessionId!, "checkout.session.completed");
        await app.PostEventAsync(completed);
        var before = await app.World.MoneyAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await ApplyAsync(admin, purchase.Id, (string)completed["id"]!)).Is(302);

        Assert.Equal(before, await app.World.MoneyAsync());
    }

    [Fact]
    public async Task A_refund_that_did_not_fit_takes_credits_back_once_it_does()
    {
        var app = await SampleAppAsync();
        var purchase = await PaidAsync(app);
        await app.PostEventAsync(app.EventOf(purchase.StripeSessionId!, "checkout.session.completed"));
        app.Stripe.Refunds.Make(purchase.StripeSessionId!);
        var completed = app.Stripe.EventsAbout(purchase.StripeSessionId!)
            .Last(made => (string)made["type"]! == "refund.created");
        await SoldForAsync(app, purchase.PriceMinor, "eur");
        (await app.PostEventAsync(completed)).Is(200);
        await SoldForAsync(app, purchase.PriceMinor);
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await ApplyAsync(admin, purchase.Id, (string)completed["id"]!)).Is(302);

        Assert.Equal(purchase.Credits, (await app.World.PurchaseAsync()).CreditsTaken);
    }

    [Fact]
    public async Task An_event_without_a_purchase_has_a_page_of_its_own()
    {
        var app = await SampleAppAsync();
        var purchase = await PaidAsync(app);
        var completed = app.EventOf(purchase.StripeSessionId!, "checkout.session.completed");
        completed["data"]!["object"]!["client_reference_id"] = "somebody-elses";
        await app.PostEventAsync(completed);
        using var admin = await app.SignInAsync(SampleData.Admin);

        var page = await admin.PageAsync($"/admin/events/{(string)completed["id"]!}");

        Assert.Contains(
            "No purchase has this session, although this app made it.", page.Body!.TextContent,
            StringComparison.Ordinal);
        Assert.Contains("somebody-elses", page.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/purchases/3f2504e0-4f89-11d3-9a0c-0305e82c3301"), InlineData("/admin/events/evt_none")]
    public async Task What_does_not_exist_is_not_found(string address)
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await admin.GetAsync(address)).Is(404);
    }

    private static string Page(Guid purchaseId) => $"/admin/purchases/{purchaseId}";

    private static Task<HttpAnswer> CheckAsync(Visitor admin, Guid purchaseId) =>
        admin.PostWithTokenAsync(Page(purchaseId), Page(purchaseId) + "?handler=Stripe");

    private static Task<HttpAnswer> ApplyAsync(Visitor admin, Guid purchaseId, string eventId) =>
        admin.PostWithTokenAsync(Page(purchaseId), $"{Page(purchaseId)}?handler=Event&eventId={eventId}");

    // The webhook that tells of it never arrives.
    private static async Task<Purchase> PaidAsync(App app)
    {
        using var owner = await app.SignInAsync(SampleData.Owner);
        await app.Stripe.PayAsync(await owner.BuyAsync(Agency, "shared-5000"));
        return await app.World.PurchaseAsync();
    }

    private static Task SoldForAsync(App app, long cents, string currency = "usd") => app.World.WriteAsync(db =>
        db.Purchases.ExecuteUpdateAsync(row => row
            .SetProperty(sold => sold.PriceMinor, cents).SetProperty(sold => sold.Currency, currency)));
}
