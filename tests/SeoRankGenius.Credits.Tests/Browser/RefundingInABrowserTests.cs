using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>An admin sends money back; the owner's open tab sees the credits go.</summary>
public sealed class RefundingInABrowserTests : BrowserTests
{
    [SkippableFact]
    public async Task A_refund_moves_the_owners_open_tab()
    {
        var tab = await SignInAsync(SampleData.Owner);
        var purchase = await SellAsync(tab);
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

    [SkippableTheory]
    [InlineData(1180, false, "")]
    [InlineData(320, true, "-phone-dark")]
    public async Task The_refund_page_is_clean(int width, bool dark, string suffix)
    {
        var purchase = await SellAsync(await SignInAsync(SampleData.Owner));
        var admin = await SignInAsync(
            SampleData.Admin, $"/admin/purchases/{purchase}/refund", new Look(width, dark));
        await admin.IsCleanAsync();
        await Picture.TakeAsync(admin, "admin-refund" + suffix);
        await admin.GetByLabel("Explanation").FillAsync("Bought by mistake");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Review refund" }).ClickAsync();
        await admin.IsCleanAsync();
        await Picture.TakeAsync(admin, "admin-refund-review" + suffix);

        await admin.GetByRole(AriaRole.Button, new() { Name = "Request refund of $20.00" }).ClickAsync();

        await Assertions.Expect(admin.GetByRole(AriaRole.Status)).ToContainTextAsync("Approval requested");
        await admin.IsCleanAsync();
        await admin.GotoAsync("/admin/approvals");
        await admin.IsCleanAsync();
    }

    private async Task<Guid> SellAsync(IPage tab)
    {
        var checkout = await BuyAsync(tab);
        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToBeVisibleAsync();
        await checkout.CloseAsync();
        await using var scope = Demo.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CreditsDb>().Purchases
            .Select(purchase => purchase.Id).SingleAsync();
    }
}
