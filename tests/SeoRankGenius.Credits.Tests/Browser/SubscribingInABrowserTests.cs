using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>From the free card to balances, on to another plan, and back.</summary>
public sealed class SubscribingInABrowserTests : BrowserTests
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_free_card_to_balances(bool hasScript)
    {
        var tab = await SignInAsync(SampleData.Free, look: new Look(HasScript: hasScript));
        await tab.GetByRole(AriaRole.Link, new() { Name = "View Plans" }).ClickAsync();

        var checkout = await PressAsync(tab, "Start Pro");
        await PayAsync(checkout);

        await Assertions.Expect(checkout.Locator("#outcome")).ToHaveTextAsync("Thank you. You are on Pro.");
        await checkout.GetByRole(AriaRole.Link, new() { Name = "Back to AI Credits" }).ClickAsync();
        await ShowsAsync(checkout, "2,000", "2,000", "0");
    }

    [SkippableFact]
    public async Task Another_plan_is_confirmed_at_Stripe()
    {
        var tab = await SubscribedAsync();

        var portal = await PressAsync(tab, "Change to Agency");
        await portal.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();

        await Assertions.Expect(portal.Locator(".plan[aria-current] h2")).ToHaveTextAsync("Agency");
        await portal.GotoAsync("/account/credits");
        await ShowsAsync(portal, "2,000", "2,000", "0");
    }

    [SkippableFact]
    public async Task Cancelled_in_the_portal_the_credits_wait_on_the_free_card()
    {
        var tab = await SubscribedAsync();

        var portal = await PressAsync(tab, "Manage billing");
        await portal.GetByRole(AriaRole.Button, new() { Name = "Cancel plan" }).ClickAsync();
        await portal.GetByRole(AriaRole.Link, new() { Name = "Back to SEO Rank Genius" }).ClickAsync();
        await Assertions.Expect(portal.Locator(".current-plan"))
            .ToContainTextAsync("After that this license is on Free.");
        Demo.Stripe!.Subscriptions.AdvanceToNext((string)Demo.Stripe.Subscriptions.All[^1]["id"]!);
        await Demo.Stripe.Deliveries.IdleAsync();
        await portal.GotoAsync("/account/credits");

        await Assertions.Expect(portal.Locator(".kept")).ToContainTextAsync("2,000 credits are waiting.");
    }

    [SkippableFact]
    public async Task A_declined_card_is_told_on_the_checkout_page()
    {
        var tab = await SignInAsync(SampleData.Free, "/account/plans");
        var checkout = await PressAsync(tab, "Start Pro");

        await PayAsync(checkout, "4000 0000 0000 0002");

        await Assertions.Expect(checkout.Locator("#number-error")).ToContainTextAsync("declined");
        Assert.Empty(Demo.Stripe!.Subscriptions.All);
    }

    private async Task<IPage> SubscribedAsync()
    {
        var tab = await SignInAsync(SampleData.Free, "/account/plans");
        var checkout = await PressAsync(tab, "Start Pro");
        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToBeVisibleAsync();
        await checkout.CloseAsync();
        await tab.ReloadAsync();
        return tab;
    }
}
