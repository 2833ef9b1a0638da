using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>An admin sends money back; the owner's open tab sees the credits go.</summary>
public sealed class RefundingInABrowserTests : BrowserTests
{
    [SkippableFact]
    public async Task A_refund_moves_the_owners_open_tab()
    {
        var tab = await SignInAsync(SampleData.Owner);
        using var owner = await Run.SignInAsync(SampleData.Owner);
        var purchase = await Run.PurchaseAsync(await Run.SellAsync(owner));
        await ShowsAsync(tab, "9,820", "8,450", "1,370");
        var admin = await SignInAsync(SampleData.Admin, $"/admin/purchases/{purchase}/refund");
        await admin.GetByLabel("Amount").FillAsync("4");
        await admin.GetByLabel("Explanation").FillAsync("Bought by mistake");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Review refund" }).ClickAsync();
        await Assertions.Expect(admin.Locator(".changes")).ToContainTextAsync("7,450");

        await admin.GetByRole(AriaRole.Button, new() { Name = "Refund $4.00", Exact = true }).ClickAsync();

        await Assertions.Expect(admin.GetByRole(AriaRole.Status)).ToContainTextAsync("Refund started");
        await ShowsAsync(tab, "8,820", "7,450", "1,370");
    }
}
