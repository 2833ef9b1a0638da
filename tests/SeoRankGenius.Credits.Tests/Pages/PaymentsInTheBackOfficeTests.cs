using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>What of the money wants a person stands on the back office's start page.</summary>
public sealed class PaymentsInTheBackOfficeTests : AppTests
{
    private const string Site = "northwind-agency.example";

    [Fact]
    public async Task With_nothing_wrong_nothing_is_listed()
    {
        var app = await SampleAppAsync();

        var page = await StartAsync(app);

        Assert.Contains("Not run yet.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Dispute", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shortfall_is_listed()
    {
        var app = await SampleAppAsync();
        var session = await SellAsync(app);
        var siteId = await app.World.ReadAsync(db =>
            db.Sites.Where(site => site.Domain == Site).Select(site => site.Id).SingleAsync());
        await app.World.SpendAsync(new TestSite(siteId, null!, Site, ""), 2_200);

        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);

        Assert.Contains(
            "830 of 1,000 credits were spent", await StartAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shortfall_is_listed_until_an_admin_resolves_it()
    {
        var app = await SampleAppAsync();
        var session = await SellAsync(app);
        var purchase = await app.World.PurchaseAsync();
        await app.World.SpendAsync(new TestSite(purchase.SiteId, null!, Site, ""), 2_200);
        app.Stripe.Refunds.Make(session);
        await app.DeliverAllAsync(session);
        using var admin = await app.SignInAsync(SampleData.Admin);

        var refused = await admin.SubmitAsync(
            "/admin", "handler=Resolve", ("subject", $"{purchase.Id}"), ("reason", "ok"));
        var resolved = await admin.SubmitAsync(
            "/admin", "handler=Resolve", ("subject", $"{purchase.Id}"), ("reason", "Written off"));

        Assert.Contains("Enter an explanation of 5 to 300 characters.", refused.Is(200).Body, StringComparison.Ordinal);
        resolved.Is(302);
        Assert.DoesNotContain("Shortfall", await StartAsync(app), StringComparison.Ordinal);
        Assert.Equal("Resolved: Written off", (await app.World.AuditAsync())
            .Single(record => record.Action == AuditAction.ItemResolved && record.PurchaseId == purchase.Id).Sentence);
    }

    [Fact]
    public async Task A_refund_is_reviewed_with_its_effect_before_it_is_sent()
    {
        var app = await SampleAppAsync();
        await SellAsync(app);
        var purchase = await app.World.PurchaseAsync();
        await app.World.SpendAsync(new TestSite(purchase.SiteId, null!, Site, ""), 2_200);
        using var admin = await app.SignInAsync(SampleData.Admin);
        var page = $"/admin/purchases/{purchase.Id}/refund";

        var review = Visitor.Parse((await admin.SubmitAsync(
            page, page, ("Input.Amount", "2.50"), ("Input.Reason", "duplicate"),
            ("Input.Sentence", "Paid twice by mistake"), ("step", "review"))).Is(200));

        Assert.Equal("Refund $2.50", review.QuerySelector("button[value=confirm]")!.TextContent);
        var changes = string.Join(' ', review.QuerySelectorAll(".changes .n").Select(part => part.TextContent));
        Assert.Equal("$0.00 $2.50 170 0 −170", changes);
        Assert.Contains("330 credits were spent already", review.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(app.Stripe.Refunds.All);
    }

    [Fact]
    public async Task The_purchases_of_a_range_are_added_up()
    {
        var app = await SampleAppAsync();
        await SellAsync(app);
        using var admin = await app.SignInAsync(SampleData.Admin);
        var day = app.World.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var today = Text(await admin.PageAsync($"/admin/purchases?from={day}&to={day}"));
        var earlier = Text(await admin.PageAsync("/admin/purchases?to=2020-01-01"));

        Assert.Contains(
            "1 paid purchase · $5.00 paid · $0.00 refunded or disputed · 1,000 credits", today,
            StringComparison.Ordinal);
        Assert.Contains("nothing was paid. ", earlier, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscriptions_are_listed_with_their_monthly_revenue()
    {
        var app = await SampleAppAsync();
        await app.SubscribedAsync(await app.World.LicenseAsync("free"));
        using var admin = await app.SignInAsync(SampleData.Admin);

        var page = Text(await admin.PageAsync("/admin/subscriptions?status=Active"));

        Assert.Contains("1 paying subscription · $29.00 a month", page, StringComparison.Ordinal);
        Assert.Contains("Pro Active $29.00", page, StringComparison.Ordinal);
        Assert.Contains(
            "No subscriptions in this state.", Text(await admin.PageAsync("/admin/subscriptions?status=Canceled")),
            StringComparison.Ordinal);
        Assert.Contains("Monthly revenue$29.00", await StartAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_dispute_leads_to_its_evidence()
    {
        var app = await SampleAppAsync();
        var session = await SellAsync(app);
        var dispute = app.Stripe.Disputes.Open(session);
        await app.DeliverAllAsync(session);
        using var admin = await app.SignInAsync(SampleData.Admin);

        Assert.NotNull((await admin.PageAsync("/admin")).QuerySelector($"a[href='/admin/disputes/{dispute}']"));
        var evidence = Text(await admin.PageAsync($"/admin/disputes/{dispute}"));

        Assert.Contains("Dispute of $5.00 Needs response", evidence, StringComparison.Ordinal);
        Assert.Contains("Removed1,000", evidence, StringComparison.Ordinal);
        var due = await app.World.ReadAsync(db => db.Disputes.Select(row => row.EvidenceDueAt!.Value).SingleAsync());
        Assert.Equal(app.World.Time.GetUtcNow().UtcDateTime.AddDays(9), due, TimeSpan.FromMinutes(1));
        Assert.Contains($"Submit evidence by {due:MMM d, HH:mm} UTC", evidence, StringComparison.Ordinal);
        (await admin.GetAsync("/admin/disputes/du_of_nobody")).Is(404);
    }

    [Fact]
    public async Task A_difference_of_the_daily_proof_is_told()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        await app.Stripe.PayAsync(await owner.BuyAsync(Site, "domain-1000"));
        app.World.Time.Advance(TimeSpan.FromDays(1));
        await app.ReconcileDayAsync();

        Assert.Contains("Stripe was paid $5.00 for purchase", await StartAsync(app), StringComparison.Ordinal);
    }

    private static async Task<string> SellAsync(App app)
    {
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync(Site, "domain-1000");
        await app.Stripe.PayAsync(session);
        await app.DeliverAllAsync(session);
        return session;
    }

    private static async Task<string> StartAsync(App app)
    {
        using var admin = await app.SignInAsync(SampleData.Admin);
        return Text(await admin.PageAsync("/admin"));
    }

    private static string Text(AngleSharp.Dom.IDocument page) => string.Join(' ', page.QuerySelector("main")!
        .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
