using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>A payment whose webhook is lost, seen by the owner.</summary>
public sealed class CheckingAgainTests : BrowserTests
{
    [SkippableFact]
    public async Task Check_again_brings_the_credits_of_a_lost_webhook()
    {
        Demo.Stripe!.Deliveries.Paused = true;
        var tab = await SignInAsync(SampleData.Owner);
        var checkout = await BuyAsync(tab);
        // Paid, and gone without landing.
        await Demo.Stripe.PayAsync(new Uri(checkout.Url).Segments[^1]);
        await checkout.CloseAsync();
        Demo.Stripe.Deliveries.GiveUp();
        var purchases = await tab.Context.NewPageAsync();
        await purchases.GotoAsync("/account/purchases");

        await purchases.GetByRole(AriaRole.Button, new() { Name = "Check again" }).ClickAsync();

        await Assertions.Expect(purchases.GetByRole(AriaRole.Status))
            .ToContainTextAsync("The credits are in your Shared Credits.");
        await ShowsAsync(tab, "9,820", "8,450", "1,370");
        await purchases.IsCleanInEveryLookAsync("account-purchases");
    }
}
