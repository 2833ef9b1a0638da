using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>The paid invoices of plans, in the table of purchases.</summary>
public sealed class PlansAmongPurchasesTests : AppTests
{
    private const string Address = "/account/purchases", Site = "contoso-blog.example";

    [Theory]
    [InlineData("usd", "$29.00 USD")]
    [InlineData("jpy", "JPY 2,900 JPY")]
    [InlineData("kwd", "KWD 2.900 KWD")]
    public async Task A_paid_month_is_a_row_with_its_amount(string currency, string amount)
    {
        var (app, _) = await SubscribedAsync(("Catalog:Currency", currency));
        using var owner = await app.SignInAsync(SampleData.Free);

        var row = (await owner.PageAsync(Address)).QuerySelector(".purchase")!;

        Assert.Equal("Pro plan, one month2,000 credits included", row.QuerySelector("th")!.TextContent.Trim()
            .Replace("\n", "", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal));
        Assert.Equal(
            [Site, "Paid", amount],
            ((string[])["Site", "Status", "Amount"]).Select(label =>
                row.QuerySelector($"[data-label={label}]")!.TextContent.Trim()));
    }

    [Fact]
    public async Task Its_invoice_leads_to_Stripe()
    {
        var (app, _) = await SubscribedAsync();
        using var owner = await app.SignInAsync(SampleData.Free);
        using var other = await app.SignInAsync(SampleData.Owner);
        var link = (await owner.PageAsync(Address)).QuerySelector(".purchase .links a")!.GetAttribute("href")!;

        Assert.StartsWith(
            $"{app.Stripe.ApiBase}/invoices/in_", (await owner.GetAsync(link)).Is(302).Location,
            StringComparison.Ordinal);
        (await other.GetAsync(link)).Is(404);
        (await owner.GetAsync(Address + "/invoices/in_unknown")).Is(404);
    }

    [Fact]
    public async Task A_refund_of_a_month_shows_what_was_returned()
    {
        var (app, _) = await SubscribedAsync();
        app.Stripe.Refunds.MakeOf(app.ChargeOfNewestPlan(), 14_50);
        foreach (var happened in app.Stripe.Events.Where(made => (string?)made["type"] == "refund.created"))
            await app.ProcessAsync(happened);
        using var owner = await app.SignInAsync(SampleData.Free);

        var text = (await owner.PageAsync(Address)).QuerySelector(".purchase .why")!.TextContent;

        Assert.Contains("Partly refunded", text, StringComparison.Ordinal);
        Assert.Contains(
            "You got $14.50 back, and 1,000 credits were removed from your Shared Credits.", text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sixty_months_are_two_pages()
    {
        var (app, subscription) = await SubscribedAsync();
        for (var month = 1; month < 60; month++)
            app.Stripe.Subscriptions.AdvanceToNext(subscription);
        foreach (var paid in app.Stripe.Events.Where(made => (string?)made["type"] == "invoice.paid"))
            await app.ProcessAsync(paid);
        using var owner = await app.SignInAsync(SampleData.Free);

        var first = await owner.PageAsync(Address);
        var next = first.QuerySelector("nav[aria-label=Pages] a")!.GetAttribute("href")!;
        var second = await owner.PageAsync(next);

        var links = first.QuerySelectorAll(".purchase a").Concat(second.QuerySelectorAll(".purchase a"))
            .Select(link => link.GetAttribute("href")).ToList();
        Assert.Equal((50, 10), (
            first.QuerySelectorAll(".purchase").Length, second.QuerySelectorAll(".purchase").Length));
        Assert.Equal(60, links.Distinct().Count());
        Assert.Equal("Newest purchases", second.QuerySelector("nav[aria-label=Pages] a")!.TextContent);
    }

    private async Task<(App App, string Subscription)> SubscribedAsync(params (string Key, string Value)[] settings)
    {
        var app = await SampleAppAsync(settings);
        var license = await app.World.ReadAsync(db => (
            from row in db.Licenses
            join owner in db.Users on row.OwnerId equals owner.Id
            where owner.Email == SampleData.Free
            select new TestLicense(row.Id, SampleData.FreeKey, row.OwnerId)).SingleAsync());
        return (app, await app.SubscribedAsync(license));
    }
}
