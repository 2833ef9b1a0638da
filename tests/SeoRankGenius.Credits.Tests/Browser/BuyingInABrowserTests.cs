using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

public sealed class BuyingInABrowserTests : BrowserTests
{
    [SkippableFact]
    public async Task A_pack_is_bought_in_a_new_tab_while_the_first_tab_stays()
    {
        var tab = await SignInAsync(SampleData.Owner);
        await ShowsAsync(tab, "4,820", "3,450", "1,370");

        var checkout = await BuyAsync(tab);
        await PayAsync(checkout);

        await Assertions.Expect(checkout.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Thank you. Your credits are here.");
        await Assertions.Expect(checkout.Locator("dl.now")).ToContainTextAsync("8,450");
        Assert.EndsWith("/account/credits/" + Agency, tab.Url, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task After_paying_the_first_tab_has_moved_by_itself()
    {
        var tab = await SignInAsync(SampleData.Owner);

        await PayAsync(await BuyAsync(tab));

        await ShowsAsync(tab, "9,820", "8,450", "1,370");
    }

    [SkippableFact]
    public async Task Domain_credits_go_to_the_pool_of_this_site()
    {
        var tab = await SignInAsync(SampleData.Owner, "/account/credits/client-bakery.example");

        await PayAsync(await BuyAsync(tab, "Buy Now: 10,000 domain credits for $30"));

        await ShowsAsync(tab, "13,700", "3,450", "10,250");
    }

    [SkippableFact]
    public async Task A_declined_card_is_told_on_the_checkout_page()
    {
        var tab = await SignInAsync(SampleData.Owner);
        var checkout = await BuyAsync(tab);

        await PayAsync(checkout, "4000 0000 0000 0002");

        await Assertions.Expect(checkout.Locator("#number-error")).ToContainTextAsync("declined");
        await Demo.Stripe!.Deliveries.IdleAsync();
        await tab.ReloadAsync();
        await ShowsAsync(tab, "4,820", "3,450", "1,370");
    }

    [SkippableFact]
    public async Task Going_back_cancels_the_checkout()
    {
        var checkout = await BuyAsync(await SignInAsync(SampleData.Owner));

        await checkout.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();

        await Assertions.Expect(checkout.GetByText("Checkout canceled. Nothing was charged.")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task A_bank_debit_is_on_its_way_until_the_bank_pays()
    {
        var tab = await SignInAsync(SampleData.Owner);
        var checkout = await BuyAsync(tab);
        await checkout.GetByLabel("Bank debit, pays later").CheckAsync();
        await checkout.Locator("button.main").ClickAsync();
        await Assertions.Expect(checkout.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Your payment is pending");

        await Demo.Stripe!.CompleteBankDebitAsync((string)Demo.Stripe.Sessions[0]["id"]!);

        await ShowsAsync(tab, "9,820", "8,450", "1,370");
    }

    [SkippableFact]
    public async Task Everything_works_without_JavaScript()
    {
        var tab = await EnterPasswordAsync(
            SampleData.Owner, "/account/credits", Look.NoScript, until: "/account/credits");

        await PayAsync(await BuyAsync(tab));

        await Demo.Stripe!.Deliveries.IdleAsync();
        await tab.ReloadAsync();
        await ShowsAsync(tab, "9,820", "8,450", "1,370");
    }

    [SkippableFact]
    public async Task A_pack_is_bought_by_keyboard()
    {
        var tab = await SignInAsync(SampleData.Owner);
        var button = tab.GetByRole(
            AriaRole.Button, new() { Name = "Buy Now: 1,000 shared credits for $5", Exact = true });

        for (var presses = 0;
            presses < 20 && !await button.EvaluateAsync<bool>("it => it === document.activeElement");
            presses++)
            await tab.Keyboard.PressAsync("Tab");
        var checkout = await tab.Context.RunAndWaitForPageAsync(() => tab.Keyboard.PressAsync("Enter"));

        await checkout.WaitForURLAsync("**/c/pay/**", new() { WaitUntil = WaitUntilState.Commit });
    }

    [SkippableFact]
    public async Task Stripe_out_of_reach_is_told_in_the_new_tab()
    {
        var tab = await SignInAsync(SampleData.Owner);
        Demo.Stripe!.Faults.Always(SeoRankGenius.Credits.Demo.Sandbox.Fault.Unreachable);

        var opened = await tab.Context.RunAndWaitForPageAsync(() =>
            tab.GetByRole(AriaRole.Button, new() { Name = "Buy Now: 1,000 shared credits for $5", Exact = true })
                .ClickAsync());

        await Assertions.Expect(opened.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Checkout");
        await Assertions.Expect(opened.GetByText("Nothing was charged").First).ToBeVisibleAsync();
        await opened.IsCleanAsync();
    }
}
