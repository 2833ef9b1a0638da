using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>A shop sells in one currency: every amount is shown in it, with its number of decimals.</summary>
public sealed class MoneyInAnyCurrencyTests : AppTests
{
    private const string Site = "northwind-agency.example", Pack = "shared-5000";

    [Theory]
    [InlineData("usd", "$20", "$4.00 per 1,000"), InlineData("eur", "EUR 20", "EUR 4.00 per 1,000")]
    [InlineData("jpy", "JPY 2,000", "JPY 400 per 1,000"), InlineData("kwd", "KWD 2", "KWD 0.400 per 1,000")]
    public async Task A_pack_shows_its_price(string currency, string price, string perThousand)
    {
        var app = await ShopAsync(currency);
        using var owner = await app.SignInAsync(SampleData.Owner);

        var tab = Text(await owner.PageAsync($"/account/credits/{Site}"));

        Assert.Contains($"5,000 shared credits {price} one-time · {perThousand}", tab, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("usd", "$20.00"), InlineData("eur", "EUR 20.00")]
    [InlineData("jpy", "JPY 2,000"), InlineData("kwd", "KWD 2.000")]
    public async Task A_purchase_shows_what_Stripe_was_paid(string currency, string paid)
    {
        var app = await ShopAsync(currency);

        var session = await SellAsync(app);

        var completed = app.EventOf(session, "checkout.session.completed")["data"]!["object"]!;
        Assert.Equal((2_000, currency), ((long)completed["amount_total"]!, (string)completed["currency"]!));
        using var owner = await app.SignInAsync(SampleData.Owner);
        Assert.Contains(paid, Text(await owner.PageAsync("/account/purchases")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("usd", "20.00", "$20.00"), InlineData("eur", "20", "EUR 20.00")]
    [InlineData("jpy", "2000", "JPY 2,000"), InlineData("kwd", "2.000", "KWD 2.000")]
    public async Task A_refund_that_waits_for_approval_shows_its_currency(string currency, string typed, string amount)
    {
        var app = await ShopAsync(currency);
        await SellAsync(app);
        using var admin = await app.SignInAsync(SampleData.Admin);

        await RefundAsync(app, admin, typed);

        Assert.Contains(
            $"Refund {amount} for", Text(await admin.PageAsync("/admin/approvals")), StringComparison.Ordinal);
        Assert.Equal(
            $"Refund of {amount} requested: Bought by mistake",
            (await app.World.AuditAsync()).Single(row => row.Action == AuditAction.ApprovalRequested).Sentence);
    }

    [Theory]
    [InlineData("usd", "20.01", "Enter an amount from $0.01 to $20.00.")]
    [InlineData("eur", "20.001", "Enter an amount from EUR 0.01 to EUR 20.00.")]
    [InlineData("jpy", "20.5", "Enter an amount from JPY 1 to JPY 2,000.")]
    [InlineData("kwd", "2.001", "Enter an amount from KWD 0.001 to KWD 2.000.")]
    public async Task An_amount_that_cannot_be_refunded_names_what_can(string currency, string typed, string message)
    {
        var app = await ShopAsync(currency);
        await SellAsync(app);
        using var admin = await app.SignInAsync(SampleData.Admin);

        var answer = await RefundAsync(app, admin, typed);

        Assert.Contains(message, answer.Is(200).Body, StringComparison.Ordinal);
        Assert.Empty(app.Stripe.Refunds.All);
    }

    [Theory]
    [InlineData("usd", "Revenue $20.00"), InlineData("jpy", "Revenue JPY 2,000")]
    public async Task Todays_payments_show_their_currency(string currency, string worth)
    {
        var app = await ShopAsync(currency);
        await SellAsync(app);
        using var admin = await app.SignInAsync(SampleData.Admin);

        Assert.Contains(worth, Text(await admin.PageAsync("/admin")), StringComparison.Ordinal);
    }

    private Task<App> ShopAsync(string currency) => SampleAppAsync(("Catalog:Currency", currency));

    private static async Task<string> SellAsync(App app)
    {
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync(Site, Pack);
        await app.Stripe.PayAsync(session);
        await app.DeliverAllAsync(session);
        return session;
    }

    private static async Task<HttpAnswer> RefundAsync(App app, Visitor admin, string typed)
    {
        var page = $"/admin/purchases/{(await app.World.PurchaseAsync()).Id}/refund";
        return await admin.SubmitAsync(
            page, page, ("Input.Amount", typed), ("Input.Reason", "requested_by_customer"),
            ("Input.Sentence", "Bought by mistake"), ("step", "confirm"));
    }

    private static string Text(AngleSharp.Dom.IDocument page) => string.Join(' ', page.QuerySelector("main")!
        .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("Revenue", "Revenue ");
}
