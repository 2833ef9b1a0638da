using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>A buyer has paid, Stripe's event was lost, and the receipt's session is all that they have.</summary>
public sealed class PaidButNoCreditsTests : BrowserTests
{
    [SkippableFact]
    public async Task An_admin_finds_checks_and_credits_it()
    {
        var stripe = Demo.Stripe!;
        stripe.Deliveries.Paused = true;
        var tab = await SignInAsync(SampleData.Owner);
        using var owner = await Run.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync(Agency, "shared-5000");
        await stripe.PayAsync(session);

        var admin = await SignInAsync(SampleData.Admin, "/admin");
        await admin.GetByLabel("Find", new() { Exact = true }).First.FillAsync(session);
        await admin.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.GetByText("no Stripe event of this checkout has arrived")).ToBeVisibleAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Check with Stripe now" }).ClickAsync();

        await Assertions.Expect(admin.Locator(".notice.good")).ToContainTextAsync("5,000 credits went into");
        await Assertions.Expect(admin.Locator("section:has(#actions) li").First)
            .ToContainTextAsync("Asked Stripe: paid");
        await ShowsAsync(tab, "9,820", "8,450", "1,370");
        await stripe.Deliveries.ReleaseAsync();
        await stripe.Deliveries.IdleAsync();
        await admin.GotoAsync("/admin/find?q=" + session);
        await Assertions.Expect(admin.GetByText("Payload").First).ToBeVisibleAsync();
        await ShowsAsync(tab, "9,820", "8,450", "1,370");
    }
}
