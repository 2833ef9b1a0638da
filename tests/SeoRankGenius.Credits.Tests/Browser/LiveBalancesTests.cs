using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Usage;

namespace SeoRankGenius.Credits.Tests.Browser;

public sealed class LiveBalancesTests : BrowserTests
{
    [SkippableFact]
    public async Task A_spend_moves_the_tiles_of_an_open_tab()
    {
        var tab = await SignInAsync(SampleData.Owner);
        await tab.EvaluateAsync("window.isSamePage = true");

        await SpendAsync(Agency, credits: 12);

        await ShowsAsync(tab, "4,808", "3,450", "1,358");
        Assert.True(await tab.EvaluateAsync<bool>("window.isSamePage === true"));
    }

    [SkippableFact]
    public async Task A_spend_of_another_site_moves_the_shared_credits_of_every_tab()
    {
        var tab = await SignInAsync(SampleData.Owner);

        await SpendAsync("client-yoga.example", credits: 10);

        await ShowsAsync(tab, "4,810", "3,440", "1,370");
    }

    [SkippableFact]
    public async Task A_screen_reader_hears_the_new_total_once_it_settles()
    {
        var tab = await SignInAsync(SampleData.Owner);

        await SpendAsync(Agency, credits: 12);

        await Assertions.Expect(tab.Locator("[data-live-status]"))
            .ToHaveTextAsync("Total Available is now 4,808 credits.");
    }

    [SkippableFact]
    public async Task Without_JavaScript_a_reload_shows_the_new_balance()
    {
        var tab = await SignInAsync(SampleData.Owner, look: Look.NoScript);

        await SpendAsync(Agency, credits: 12);
        await tab.ReloadAsync();

        await ShowsAsync(tab, "4,808", "3,450", "1,358");
    }

    [SkippableFact]
    public async Task The_changed_tiles_are_highlighted()
    {
        var tab = await SignInAsync(SampleData.Owner);
        await tab.EvaluateAsync("""
            window.moved = [];
            new MutationObserver(all => all.forEach(one => {
                if (one.target.classList.contains('moved')) window.moved.push(one.target.classList[1]);
            })).observe(document.querySelector('#balances'), { attributes: true, subtree: true })
            """);

        await SpendAsync(Agency, credits: 12);
        await ShowsAsync(tab, "4,808", "3,450", "1,358");

        Assert.Equal(["total", "domain"], await tab.EvaluateAsync<string[]>("window.moved"));
    }

    [SkippableFact]
    public async Task An_empty_balance_is_said_at_once()
    {
        var tab = await SignInAsync(SampleData.Trial);

        for (var i = 0; i < 50; i++)
            await SpendAsync("fabrikam-shop.example", credits: 10);

        await Assertions.Expect(tab.Locator("[data-live-notice]"))
            .ToContainTextAsync("No credits left. AI actions are paused until you top up.");
        await tab.IsCleanAsync();
    }

    [SkippableFact]
    public async Task A_signed_out_tab_says_so()
    {
        var tab = await SignInAsync(SampleData.Owner);
        var other = await tab.Context.NewPageAsync();
        await other.GotoAsync("/signout");

        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).Last.ClickAsync();

        await Assertions.Expect(tab.Locator("[data-live-notice]")).ToContainTextAsync("You are signed out. Sign in");
    }

    private async Task SpendAsync(string domain, long credits)
    {
        var site = await Demo.Services.GetRequiredService<SiteTokens>().FindAsync(Demo.Samples.Tokens[domain]);
        await Demo.Services.GetRequiredService<Spending>().SpendAsync(
            site!.SiteId, new SpendRequest(Guid.NewGuid().ToString(), "content-analysis", credits), default);
    }
}
