using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>"I paid, where are my credits?"</summary>
public sealed class PurchasesPageTests : AppTests
{
    private const string Site = "northwind-agency.example", Address = "/account/purchases";

    [Fact]
    public async Task An_owner_without_purchases_is_told_so()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        Assert.Contains("You have not bought any credits yet.", await TextAsync(owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_whose_webhook_was_lost_is_found_by_checking_again()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        await app.Stripe.PayAsync(await owner.BuyAsync(Site, "shared-5000"));
        Assert.Contains("Stripe has not reported a payment", await TextAsync(owner), StringComparison.Ordinal);

        var answer = await owner.SubmitAsync(Address, "/check");

        var purchase = await app.World.PurchaseAsync();
        Assert.EndsWith($"?checked={purchase.Id}", answer.Is(302).Location, StringComparison.Ordinal);
        Assert.Equal(PurchaseStatus.Paid, purchase.Status);
        Assert.Contains(
            "Checked with Stripe just now. The credits are in your Shared Credits.",
            await TextAsync(owner, $"{Address}?checked={purchase.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_Stripe_away_checking_again_says_so()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        await owner.BuyAsync(Site, "shared-5000");
        app.Stripe.Faults.Always(Fault.Refuse(429));

        var answer = await owner.SubmitAsync(Address, "/check");

        Assert.Contains(
            "Stripe can’t be reached right now", await TextAsync(owner, answer.Is(302).Location!),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_and_invoice_lead_to_Stripe()
    {
        var app = await SampleAppAsync(("Stripe:Invoices", "true"));
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync(Site, "shared-5000");
        await app.Stripe.PayAsync(session);
        await app.DeliverAllAsync(session);
        var purchase = await app.World.PurchaseAsync();

        foreach (var paper in (string[])["receipt", "invoice"])
            Assert.StartsWith(
                $"{app.Stripe.ApiBase}/{paper}s/",
                (await owner.GetAsync($"{Address}/{purchase.Id}/{paper}")).Is(302).Location, StringComparison.Ordinal);
        (await owner.GetAsync($"{Address}/{purchase.Id}/anything")).Is(404);
    }

    [Fact]
    public async Task A_refund_shows_what_was_returned()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync(Site, "domain-1000");
        await app.Stripe.PayAsync(session);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);

        Assert.Contains(
            "You got $5.00 back, and 1,000 credits were removed from your Domain Credits.",
            await TextAsync(owner),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkouts_without_a_payment_are_collapsed()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        await owner.BuyAsync(Site, "domain-1000");
        var session = await owner.BuyAsync(Site, "shared-5000");
        await app.Stripe.ExpireAsync(session);
        await app.DeliverAllAsync(session);

        var page = await owner.PageAsync(Address);

        Assert.Equal("1 checkout without payment", page.QuerySelector("details.more summary")!.TextContent);
        Assert.Equal(
            ["1,000 domain credits", "5,000 shared credits"],
            page.QuerySelectorAll(".purchase th").Select(it => it.TextContent));
        Assert.Equal("5,000 shared credits", page.QuerySelector("details .purchase th")!.TextContent);
    }

    [Fact]
    public async Task A_paid_pack_is_one_row_with_its_amount()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync(Site, "shared-5000");
        await app.Stripe.PayAsync(session);
        await app.DeliverAllAsync(session);

        var row = (await owner.PageAsync(Address)).QuerySelector(".purchase")!;

        Assert.Equal(
            [Site, "Paid", "$20.00 USD"],
            ((string[])["Site", "Status", "Amount"]).Select(label =>
                row.QuerySelector($"[data-label={label}]")!.TextContent.Trim()));
    }

    [Fact]
    public async Task The_confirmation_shows_order_number_and_new_balance()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var back = await app.Stripe.PayAsync(await owner.BuyAsync(Site, "shared-5000"));

        var page = await owner.PageAsync(back!.PathAndQuery);

        Assert.Equal($"{(await app.World.PurchaseAsync()).Id}", page.QuerySelector(".order code")!.TextContent);
        Assert.Equal("8,450", page.QuerySelector(".now dd")!.TextContent);
    }

    [Fact]
    public async Task The_confirmation_of_a_top_up_shows_order_number_and_new_balance()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var site = await app.World.ReadAsync(db => (
            from row in db.Sites
            join license in db.Licenses on row.LicenseId equals license.Id
            where row.Domain == Site
            select new TestSite(
                row.Id, new TestLicense(license.Id, SampleData.OwnerKey, license.OwnerId), Site, "")).SingleAsync());
        var session = (await app.AgreeAsync(site))!.Segments[^1];
        await app.Stripe.PayAsync(session);

        var page = await owner.PageAsync($"/account/credits/{Site}/thanks?session_id={session}");

        Assert.Equal($"{(await app.World.PurchaseAsync()).Id}", page.QuerySelector(".order code")!.TextContent);
        Assert.Equal("8,450", page.QuerySelector(".now dd")!.TextContent);
        Assert.Contains("Auto top-up is on.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(Visitor owner, string address = Address) =>
        string.Join(' ', (await owner.PageAsync(address)).QuerySelector("main")!.TextContent
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
