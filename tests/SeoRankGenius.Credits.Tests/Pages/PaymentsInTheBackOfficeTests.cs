using Microsoft.EntityFrameworkCore;
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
        Assert.Contains("Open disputes None.", page, StringComparison.Ordinal);
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
