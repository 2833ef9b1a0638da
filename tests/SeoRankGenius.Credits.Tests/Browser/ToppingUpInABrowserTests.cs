using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Usage;
using SeoRankGenius.Credits.Web.Background;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>Automatic top-up from its first page to the credits that came by it.</summary>
public sealed class ToppingUpInABrowserTests : BrowserTests
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_set_up_works_and_is_switched_off(bool hasScript)
    {
        var tab = await SignInAsync(
            SampleData.Owner, $"/account/credits/{Agency}/top-up", hasScript ? Look.Light : Look.NoScript);

        await SetUpAsync(tab, "4242 4242 4242 4242");
        await Picture.TakeAsync(tab, "top-up-thanks");
        await SpendDownAsync();

        await tab.GotoAsync($"/account/credits/{Agency}/top-up");
        await Assertions.Expect(tab.Locator(".top-up.shared")).ToContainTextAsync("29,450 credits");
        await Assertions.Expect(tab.Locator(".top-up.shared")).ToContainTextAsync("$40.00 of $80.00");
        if (hasScript)
            await tab.IsCleanAsync();
        await Picture.TakeAsync(tab, "top-up-on");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Turn off for Shared Credits" }).ClickAsync();
        await Assertions.Expect(tab.Locator(".top-up.shared .badge")).ToHaveTextAsync("Off");
    }

    [SkippableFact]
    public async Task A_bank_that_asks_leads_to_the_notice_on_the_tab()
    {
        var tab = await SignInAsync(SampleData.Owner, $"/account/credits/{Agency}/top-up");
        await SetUpAsync(tab, "4000 0000 0000 0341");
        Demo.Stripe!.Cards.NextCharge(TestCard.AsksLater);
        await SpendDownAsync();

        await tab.GotoAsync($"/account/credits/{Agency}");

        await Assertions.Expect(tab.Locator(".notice.low")).ToContainTextAsync("Your bank requires authentication");
        await tab.IsCleanInEveryLookAsync("top-up-stopped");
        await tab.GotoAsync(Demo.Stripe.Url.ToString());
        await tab.IsCleanInEveryLookAsync("sandbox-cards");
    }

    // The yoga studio spends 4,000 of the 18,450 shared credits, and the app looks at what is low.
    private async Task SpendDownAsync()
    {
        var yoga = await Demo.Services.GetRequiredService<Reader>().RunAsync(db =>
            db.Sites.SingleAsync(site => site.Domain == "client-yoga.example"));
        await Demo.Services.GetRequiredService<Spending>().SpendAsync(
            yoga.Id, new SpendRequest($"{Guid.NewGuid()}", "content-analysis", 8, 500), default);
        await Demo.Services.GetRequiredService<AutoTopUpPass>().PassAsync(default);
    }

    // 15,000 shared credits for $40 below 15,000, at most $80 a month; the first pack is paid now.
    private static async Task SetUpAsync(IPage tab, string card)
    {
        await tab.GetByRole(AriaRole.Link, new() { Name = "Set up auto top-up for Shared Credits" }).ClickAsync();
        await tab.GetByLabel("Pack to buy").SelectOptionAsync("shared-15000");
        await tab.GetByLabel("When the balance falls below").FillAsync("15,000");
        await tab.GetByLabel("Monthly limit").FillAsync("80");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await tab.GetByRole(AriaRole.Checkbox).CheckAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Agree and buy the first pack" }).ClickAsync();
        await PayAsync(tab, card);
        await Assertions.Expect(tab.GetByText("Auto top-up is on")).ToBeVisibleAsync();
    }
}
