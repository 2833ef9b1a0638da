using SeoRankGenius.Credits.Billing.Refunds;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>
/// Money of a currency in refunds, e-mails, CSV files and the audit; and of several currencies after the catalog's
/// changed: amounts are never added.
/// </summary>
public sealed class MoneyOfSeveralCurrenciesTests : AppTests
{
    private const string Site = "northwind-agency.example";

    [Theory]
    [InlineData("usd", "4.00", "$4.00", "$0.00", "$20.00")]
    [InlineData("eur", "4", "EUR 4.00", "EUR 0.00", "EUR 20.00")]
    [InlineData("jpy", "400", "JPY 400", "JPY 0", "JPY 2,000")]
    [InlineData("kwd", "0.400", "KWD 0.400", "KWD 0.000", "KWD 2.000")]
    public async Task A_refund_names_its_amount_on_every_screen(
        string currency, string typed, string amount, string none, string paid)
    {
        var app = await SampleAppAsync(("Catalog:Currency", currency));
        await SellAsync(app);
        using var admin = await app.SignInAsync(SampleData.Admin);
        var page = $"/admin/purchases/{(await app.World.PurchaseAsync()).Id}/refund";

        var review = Visitor.Parse((await PostAsync(admin, page, typed, "review")).Is(200));
        (await PostAsync(admin, page, typed, "confirm")).Is(302);

        Assert.Equal($"Refund {amount}", review.QuerySelector("button[value=confirm]")!.TextContent);
        Assert.Equal(
            [none, amount], review.QuerySelectorAll(".changes div:first-child .n").Select(it => it.TextContent));
        var money = (await admin.PageAsync(page)).QuerySelectorAll("[aria-labelledby=money] dd");
        Assert.Equal([paid, amount, none], money.Take(3).Select(it => it.TextContent));
        var mail = (await app.World.MailsAsync()).Single(it => it.Key.StartsWith("refund:", StringComparison.Ordinal));
        Assert.Equal($"Refund of {amount} issued", mail.Subject);
        Assert.Contains($"A refund of {amount} was issued", mail.Text, StringComparison.Ordinal);
        var csv = (await admin.GetAsync("/admin/audit?handler=Csv")).Is(200).Body;
        Assert.Contains($"Refund of {amount} started: Bought by mistake", csv, StringComparison.Ordinal);
        Assert.Contains(
            $"1 paid purchase · {paid} paid · {amount} refunded or disputed",
            Text(await admin.PageAsync("/admin/purchases")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eur", "$20.00 and EUR 20.00")]
    [InlineData("jpy", "JPY 2,000 and $20.00")]
    [InlineData("kwd", "$20.00 and KWD 2.000")]
    public async Task Totals_of_two_currencies_are_not_added(string other, string sums)
    {
        var app = await SampleAppAsync();
        await SellAsync(app);
        await SellAsync(app);
        var first = (await app.World.PurchasesAsync())[0].Id;
        await app.World.SqlAsync($"""UPDATE "Purchases" SET "Currency" = {other} WHERE "Id" = {first}""");
        using var admin = await app.SignInAsync(SampleData.Admin);

        var start = Text(await admin.PageAsync("/admin"));
        var payments = Text(await admin.PageAsync("/admin/purchases"));

        foreach (var sum in sums.Split(" and "))
        {
            Assert.Contains(sum, start, StringComparison.Ordinal);
            Assert.Contains($"1 paid purchase · {sum} paid", payments, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("40.00", start, StringComparison.Ordinal);
        Assert.DoesNotContain("4,000", start, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eur", "EUR 29.00 and $29.00")]
    [InlineData("jpy", "JPY 2,900 and $29.00")]
    [InlineData("kwd", "KWD 2.900 and $29.00")]
    public async Task Monthly_revenue_of_two_currencies_is_not_added(string other, string sums)
    {
        var app = await SampleAppAsync();
        var (first, second) = (await app.World.LicenseAsync("free"), await app.World.LicenseAsync("free"));
        await app.SubscribedAsync(first);
        var changed = await app.SubscribedAsync(second);
        await app.World.SqlAsync($"""UPDATE "Subscriptions" SET "Currency" = {other} WHERE "Id" = {changed}""");
        using var admin = await app.SignInAsync(SampleData.Admin);

        Assert.Contains(
            $"2 paying subscriptions · {sums} a month", Text(await admin.PageAsync("/admin/subscriptions")),
            StringComparison.Ordinal);
        Assert.Contains(sums, Text(await admin.PageAsync("/admin")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("usd", "$20.00")]
    [InlineData("jpy", "JPY 2,000")]
    [InlineData("kwd", "KWD 2.000")]
    public async Task The_daily_report_and_a_dispute_name_their_currency(string currency, string paid)
    {
        var app = await SampleAppAsync(("Catalog:Currency", currency));
        var session = await SellAsync(app);
        var dispute = app.Stripe.Disputes.Open(session);
        await app.DeliverAllAsync(session);
        app.World.Time.Advance(TimeSpan.FromDays(1));
        await app.ReconcileDayAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        var start = Text(await admin.PageAsync("/admin"));
        var page = Text(await admin.PageAsync($"/admin/disputes/{dispute}"));

        Assert.Contains($"1 payment at Stripe, {paid}.", start, StringComparison.Ordinal);
        Assert.Contains($"{paid} for {Site}", start, StringComparison.Ordinal);
        Assert.Contains($"Dispute of {paid}", page, StringComparison.Ordinal);
    }

    private static async Task<string> SellAsync(App app)
    {
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync(Site, "shared-5000");
        await app.Stripe.PayAsync(session);
        await app.DeliverAllAsync(session);
        return session;
    }

    private static Task<HttpAnswer> PostAsync(Visitor admin, string page, string typed, string step) =>
        admin.SubmitAsync(
            page, page, ("Input.Amount", typed), ("Input.Reason", IssueRefund.Reasons[0]),
            ("Input.Sentence", "Bought by mistake"), ("step", step));

    private static string Text(AngleSharp.Dom.IDocument page) => string.Join(' ', page.QuerySelector("main")!
        .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
