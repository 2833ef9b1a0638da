using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>A buyer has paid, Stripe's event was lost, and the receipt's session is all that they have.</summary>
public sealed class PaidButNoCreditsTests : BrowserTests
{
    [SkippableTheory]
    [InlineData(1180, false, "")]
    [InlineData(320, true, "-phone-dark")]
    public async Task An_admin_finds_checks_and_credits_it(int width, bool dark, string suffix)
    {
        var look = new Look(width, dark);
        Demo.Stripe!.Deliveries.Paused = true;
        var tab = await SignInAsync(SampleData.Owner, look: look);
        var checkout = await BuyAsync(tab);
        await checkout.CloseAsync();
        var session = (string)Demo.Stripe.Sessions[0]["id"]!;
        await Demo.Stripe.PayAsync(session);

        var admin = await SignInAsync(SampleData.Admin, "/admin", look);
        await LooksAsync(admin, "admin-start" + suffix);
        await admin.GetByLabel("Find", new() { Exact = true }).First.FillAsync(session);
        await admin.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.GetByText("no Stripe event of this checkout has arrived")).ToBeVisibleAsync();
        await LooksAsync(admin, "purchase-open" + suffix);

        await admin.GetByRole(AriaRole.Button, new() { Name = "Check with Stripe now" }).ClickAsync();

        await Assertions.Expect(admin.Locator(".notice.good")).ToContainTextAsync("5,000 credits went into");
        await Assertions.Expect(admin.Locator("section:has(#actions) li").First)
            .ToContainTextAsync("Asked Stripe: paid");
        await LooksAsync(admin, "purchase-paid" + suffix);
        await ShowsAsync(tab, "9,820", "8,450", "1,370");
        await admin.GotoAsync("/admin/purchases");
        await LooksAsync(admin, "purchases" + suffix);
        await admin.GotoAsync("/admin/find?q=client");
        await LooksAsync(admin, "find" + suffix);

        await Demo.Stripe.Deliveries.ReleaseAsync();
        await Demo.Stripe.Deliveries.IdleAsync();
        await admin.GotoAsync("/admin/find?q=" + session);
        await admin.GetByText("Payload").First.ClickAsync();
        await LooksAsync(admin, "purchase-events" + suffix);
        await ShowsAsync(tab, "9,820", "8,450", "1,370");
    }

    private static async Task LooksAsync(IPage page, string name)
    {
        await page.IsCleanAsync();
        await Picture.TakeAsync(page, name);
    }
}
