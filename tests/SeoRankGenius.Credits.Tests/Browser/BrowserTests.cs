using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>
/// Real Chromium over the demo's own host: new for each test, or shared by a class that only reads.
/// </summary>
public abstract class BrowserTests(DemoRun? shared = null) : IAsyncLifetime, IClassFixture<BrowserTests.Started>
{
    public const string Agency = "northwind-agency.example";

    protected DemoRun Run { get; } = shared ?? new DemoRun();

    protected DemoHost Demo => Run.Host;

    public Task InitializeAsync() => shared is null ? Run.InitializeAsync() : Task.CompletedTask;

    public Task DisposeAsync() => shared is null ? Run.DisposeAsync() : Task.CompletedTask;

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
        Run.Profiles.Add(profile);
        profile.SetDefaultTimeout(Chromium.PatienceMilliseconds);
        return await profile.NewPageAsync();
    }

    /// <summary>
    /// Opens a page as one of the samples' people, who signed in before: with the cookies of that sign-in.
    /// </summary>
    protected async Task<IPage> SignInAsync(string email, string address = "/account/credits", Look? look = null)
    {
        using var visitor = await Run.SignInAsync(email);
        var page = await VisitAsync(look ?? Look.Light);
        await page.Context.AddCookiesAsync(visitor.CookieHeader.Split("; ").Select(cookie => cookie.Split('=', 2))
            .Select(pair => new Cookie { Name = pair[0], Value = pair[1], Url = Demo.AppUrl }));
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>Enters e-mail address and password, and goes as far as the step that is named.</summary>
    protected async Task<IPage> EnterPasswordAsync(string email, string address, Look look, string until)
    {
        var page = await VisitAsync(look);
        await page.GotoAsync("/signin?returnUrl=" + Uri.EscapeDataString(address));
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(SampleData.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(
            url => url.Contains(until, StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
        return page;
    }

    /// <summary>Opens a page in one person's tab of a shared demo, and looks at it in every look.</summary>
    protected async Task IsCleanAsync(string name, string? person, string address)
    {
        if (!Run.Pages.TryGetValue(person ?? "", out var page))
            Run.Pages[person ?? ""] = page = person is null
                ? await VisitAsync(Look.Light)
                : await SignInAsync(person, address);
        await page.GotoAsync(address);

        await page.IsCleanInEveryLookAsync(name);
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

    /// <summary>
    /// What only the first test would wait for: the samples, the browser's start, and the compilation of the app's code
    /// for a purchase.
    /// </summary>
    public sealed class Started : IAsyncLifetime
    {
        private static readonly Lazy<Task> Once = new(StartAsync);

        public Task InitializeAsync() => Once.Value;

        public Task DisposeAsync() => Task.CompletedTask;

        private static async Task StartAsync()
        {
            if (!Chromium.IsThere)
                return;
            var run = new DemoRun();
            await run.InitializeAsync();
            using var owner = await run.SignInAsync(SampleData.Owner);
            using var admin = await run.SignInAsync(SampleData.Admin);
            await admin.GetAsync($"/admin/purchases/{await run.PurchaseAsync(await run.SellAsync(owner))}");
            var profile = await Chromium.ProfileAsync(new BrowserNewContextOptions { BaseURL = run.Host.AppUrl });
            run.Profiles.Add(profile);
            await (await profile.NewPageAsync()).GotoAsync("/signin");
            await run.DisposeAsync();
        }
    }
}
