using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>
/// Real Chromium over the demo's own host: new for each test, or shared by a class that only reads.
/// </summary>
public abstract class BrowserTests(DemoRun? shared = null) : IAsyncLifetime
{
    protected const string Agency = "northwind-agency.example";

    private readonly DemoRun _run = shared ?? new DemoRun();

    protected DemoHost Demo => _run.Host;

    /// <summary>A page of each person who signed in, for tests that share a demo.</summary>
    protected Dictionary<string, IPage> OpenPages => _run.Pages;

    public Task InitializeAsync() => shared is null ? _run.InitializeAsync() : Task.CompletedTask;

    public Task DisposeAsync() => shared is null ? _run.DisposeAsync() : Task.CompletedTask;

    protected async Task<IPage> VisitAsync(Look look)
    {
        var profile = await Chromium.ProfileAsync(new BrowserNewContextOptions
        {
            BaseURL = Demo.AppUrl,
            ColorScheme = look.Scheme,
            // Colours that are looked at right after a change have changed then.
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = look.Width, Height = Look.Height },
            JavaScriptEnabled = look.HasScript,
        });
        _run.Profiles.Add(profile);
        profile.SetDefaultTimeout(Chromium.PatienceMilliseconds);
        return await profile.NewPageAsync();
    }

    /// <summary>
    /// Signs in as one of the samples' people and opens a page, or goes as far as the step that is named.
    /// </summary>
    protected async Task<IPage> SignInAsync(
        string email, string address = "/account/credits", Look? look = null, string? until = null)
    {
        var page = await VisitAsync(look ?? Look.Light);
        await page.GotoAsync("/signin?returnUrl=" + Uri.EscapeDataString(address));
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(SampleData.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(
            url => until is null
                ? !url.Contains("/signin", StringComparison.Ordinal)
                : url.Contains(until, StringComparison.Ordinal),
            new() { WaitUntil = WaitUntilState.Commit });
        return page;
    }

    /// <summary>Presses Buy Now; the checkout page in its new tab.</summary>
    protected static async Task<IPage> BuyAsync(IPage tab, string name = "Buy Now: 5,000 shared credits for $20")
    {
        var checkout = await tab.Context.RunAndWaitForPageAsync(() =>
            tab.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync());
        await checkout.WaitForURLAsync("**/c/pay/**", new() { WaitUntil = WaitUntilState.Commit });
        return checkout;
    }

    /// <summary>Presses a button that opens one of Stripe's pages; the page in its new tab.</summary>
    protected static Task<IPage> PressAsync(IPage tab, string text) =>
        tab.Context.RunAndWaitForPageAsync(() =>
            tab.Locator("main form button", new() { HasTextString = text }).First.ClickAsync());

    /// <summary>Fills in a card on the checkout page and pays.</summary>
    protected static async Task PayAsync(IPage checkout, string card = "4242 4242 4242 4242")
    {
        await checkout.GetByLabel("Card number").FillAsync(card);
        await checkout.GetByLabel("Expiry").FillAsync("12 / 34");
        await checkout.GetByLabel("CVC").FillAsync("123");
        await checkout.Locator("button.main").ClickAsync();
    }

    /// <summary>The three tiles, once they show these numbers.</summary>
    protected static async Task ShowsAsync(IPage tab, string total, string shared, string domain)
    {
        await Assertions.Expect(tab.Locator("#balance-total")).ToHaveTextAsync(total);
        await Assertions.Expect(tab.Locator("#balance-shared")).ToHaveTextAsync(shared);
        await Assertions.Expect(tab.Locator("#balance-domain")).ToHaveTextAsync(domain);
    }
}
