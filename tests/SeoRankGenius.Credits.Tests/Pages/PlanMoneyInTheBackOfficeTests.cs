using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>Refunds, disputes and second subscriptions of plans, on the back office's pages.</summary>
public sealed class PlanMoneyInTheBackOfficeTests : AppTests
{
    [Theory]
    [InlineData("usd", "14.50", "Refund $14.50", "$0.00", "$14.50")]
    [InlineData("eur", "14.50", "Refund EUR 14.50", "EUR 0.00", "EUR 14.50")]
    [InlineData("jpy", "1450", "Refund JPY 1,450", "JPY 0", "JPY 1,450")]
    [InlineData("kwd", "1.450", "Refund KWD 1.450", "KWD 0.000", "KWD 1.450")]
    public async Task A_plans_month_is_refunded_on_the_page_of_packs(
        string currency, string typed, string button, string before, string after)
    {
        var (app, license, _) = await SubscribedAsync(("Catalog:Currency", currency));
        using var admin = await app.SignInAsync(SampleData.Admin);
        var links = await admin.PageAsync($"/admin/licenses/{license}");
        var page = links.QuerySelector("a[href^='/admin/invoices/']")!.GetAttribute("href")!;

        var review = await PostAsync(admin, page, typed, "review");
        var done = await PostAsync(admin, page, typed, "confirm");

        var text = Visitor.Parse(review.Is(200)).QuerySelector("main")!.TextContent;
        Assert.Contains(button, text, StringComparison.Ordinal);
        Assert.Equal(
            [before, after],
            Visitor.Parse(review).QuerySelectorAll(".changes div:first-child .n").Select(part => part.TextContent));
        Assert.Equal($"{page}?outcome=done", done.Is(302).Location);
        Assert.Equal(14_50, (long)Assert.Single(app.Stripe.Refunds.All)["amount"]!);
    }

    [Theory]
    [InlineData("invoice")]
    [InlineData("payment")]
    [InlineData("subscription")]
    public async Task A_plans_payment_is_found_by_each_of_its_ids(string kind)
    {
        var (app, license, subscription) = await SubscribedAsync();
        var invoice = await app.World.ReadAsync(db => db.PlanInvoices.AsNoTracking().SingleAsync());
        using var admin = await app.SignInAsync(SampleData.Admin);
        var id = kind switch
        {
            "invoice" => invoice.Id,
            "payment" => invoice.StripePaymentIntentId!,
            _ => subscription,
        };

        var found = await admin.GetAsync($"/admin/find?q={id}");

        Assert.Equal($"/admin/licenses/{license}", found.Is(302).Location);
    }

    [Fact]
    public async Task A_plans_dispute_is_answered_from_the_start_page()
    {
        var (app, _, _) = await SubscribedAsync();
        var dispute = app.Stripe.Disputes.OpenOf(app.ChargeOfNewestPlan());
        foreach (var happened in app.Stripe.Events.Where(made => ((string)made["type"]!).Contains("dispute")))
            await app.ProcessAsync(happened);
        using var admin = await app.SignInAsync(SampleData.Admin);

        var start = await admin.PageAsync("/admin");
        var page = await admin.PageAsync($"/admin/disputes/{dispute}");

        Assert.NotNull(start.QuerySelector($"a[href='/admin/disputes/{dispute}']"));
        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("Dispute of $29.00", text, StringComparison.Ordinal);
        Assert.Contains("Submit evidence by", text, StringComparison.Ordinal);
        Assert.Contains("Pro, ", text, StringComparison.Ordinal);
        Assert.Contains("2,000", text, StringComparison.Ordinal);
        Assert.EndsWith($"#{dispute}", page.QuerySelector("aside a.button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_second_subscription_is_canceled_with_its_amount_on_the_button()
    {
        var (app, license, first) = await SubscribedAsync(("BackOffice:ApprovalAbove", "5000"));
        app.Stripe.Subscriptions.StartAnother(first);
        var second = (string)app.Stripe.Subscriptions.All[^1]["id"]!;
        await app.DeliverPlanEventsAsync(second);
        using var admin = await app.SignInAsync(SampleData.Admin);
        var start = await admin.PageAsync("/admin");
        var page = start.QuerySelector("a[href^='/admin/events/']")!.GetAttribute("href")!;
        var confirm = (await admin.PageAsync(page)).QuerySelector("main a.button[href$='/cancel']")!
            .GetAttribute("href")!;

        var shown = (await admin.PageAsync(confirm)).QuerySelector("main")!.TextContent;
        var bad = await admin.SubmitAsync(confirm, confirm, ("Input.Sentence", ""));
        var done = await admin.SubmitAsync(confirm, confirm, ("Input.Sentence", "Paid in two tabs"));

        Assert.Contains("Cancel and refund $29.00", shown, StringComparison.Ordinal);
        Assert.Contains(second, shown, StringComparison.Ordinal);
        bad.Is(200);
        Assert.Equal($"{page}?canceled=done", done.Is(302).Location);
        Assert.Contains(
            "was canceled and refunded",
            (await admin.PageAsync(done.Location!)).QuerySelector("[role=status]")!.TextContent);
        Assert.Equal("Nothing needs your attention.", (await admin.PageAsync("/admin"))
            .QuerySelector(".notice.good")?.TextContent);
        Assert.Equal(
            ("pro", LicenseStatus.Active),
            await app.World.ReadAsync(async db =>
            {
                var row = await db.Licenses.SingleAsync(known => known.Id == license);
                return (row.Plan, row.Status);
            }));
    }

    private async Task<(App App, Guid License, string Subscription)> SubscribedAsync(
        params (string Key, string Value)[] settings)
    {
        var app = await SampleAppAsync(settings);
        var license = await app.World.ReadAsync(db => (
            from row in db.Licenses
            join owner in db.Users on row.OwnerId equals owner.Id
            where owner.Email == SampleData.Free
            select new TestLicense(row.Id, SampleData.FreeKey, row.OwnerId)).SingleAsync());
        return (app, license.Id, await app.SubscribedAsync(license));
    }

    private static Task<HttpAnswer> PostAsync(Visitor admin, string page, string typed, string step) =>
        admin.SubmitAsync(
            page, page, ("Input.Amount", typed), ("Input.Reason", "requested_by_customer"),
            ("Input.Sentence", "Asked for it"), ("step", step));
}
