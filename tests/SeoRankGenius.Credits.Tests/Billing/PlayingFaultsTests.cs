using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Billing;

/// <summary>The buttons of the sandbox's control page that play a fault, and what the product makes of it.</summary>
public sealed class PlayingFaultsTests : AppTests
{
    [SkippableTheory]
    [EachDatabase("old-price")]
    [EachDatabase("prorations")]
    [EachDatabase("week")]
    public async Task A_month_is_credited_after_it(Provider on, string button)
    {
        var app = await AppAsync(on);
        var license = await app.World.LicenseAsync("free");
        var subscription = await app.SubscribedAsync(license);

        await PressAsync(app, $"/subscriptions/{subscription}/{button}");
        await PressAsync(app, $"/subscriptions/{subscription}/next");
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Equal(("pro", LicenseStatus.Active, 4_000), await app.World.PlanAsync(license));
    }

    [SkippableTheory, EachDatabase]
    public async Task Twelve_prorations_leave_the_month_on_the_second_page(Provider on)
    {
        var app = await AppAsync(on);
        var subscription = await app.SubscribedAsync(await app.World.LicenseAsync("free"));

        await PressAsync(app, $"/subscriptions/{subscription}/prorations");
        await PressAsync(app, $"/subscriptions/{subscription}/next");

        var lines = app.Stripe.Subscriptions.Invoices[^1]["lines"]!;
        Assert.True((bool)lines["has_more"]!);
        Assert.All(lines["data"]!.AsArray(), line =>
            Assert.True((bool)line!["parent"]!["subscription_item_details"]!["proration"]!));
    }

    [Fact]
    public async Task Every_class_has_its_steps_on_the_page()
    {
        var app = await SampleAppAsync();
        await app.SubscribedAsync(await app.World.LicenseAsync("free"));
        using var browser = new HttpClient();
        var page = AngleSharpPage(await browser.GetStringAsync(app.Stripe.Url));

        var rows = page.QuerySelectorAll("[aria-labelledby=faults] tbody tr");

        Assert.Equal(18, rows.Length);
        foreach (var path in rows.Select(row => row.QuerySelector("a")!.GetAttribute("href")!))
            Assert.StartsWith($"{app.Url}", path, StringComparison.Ordinal);
        Assert.Contains("Twelve prorations next time", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static AngleSharp.Html.Dom.IHtmlDocument AngleSharpPage(string html) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);

    private static async Task PressAsync(App app, string address)
    {
        using var browser = new HttpClient();
        (await browser.PostAsync(new Uri(app.Stripe.Url, address), null)).EnsureSuccessStatusCode();
    }
}
