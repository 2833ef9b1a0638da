using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>Real Chromium over the demo's own host, new for each test. Ends with the ledger's verification.</summary>
[Collection(OneBrowser.Name)]
public abstract class BrowserTests(Chromium chromium) : IAsyncLifetime
{
    protected const string Agency = "northwind-agency.example";

    private readonly string _folder = Directory.CreateTempSubdirectory("credits-browser-").FullName;

    protected DemoHost Demo { get; private set; } = null!;

    public async Task InitializeAsync() => Demo = await DemoHost.StartAsync(new DemoOptions
    {
        AppUrl = "http://127.0.0.1:0",
        StripeUrl = "http://127.0.0.1:0",
        DataFolder = _folder,
        Quiet = true,
    });

    public async Task DisposeAsync()
    {
        await using (var scope = Demo.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
            Assert.Empty((await db.VerifyAsync(default)).Discrepancies);
        }

        await Demo.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    protected async Task<IPage> VisitAsync(Look look)
    {
        var profile = await chromium.ProfileAsync(new BrowserNewContextOptions
        {
            BaseURL = Demo.AppUrl,
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = look.Width, Height = 900 },
            JavaScriptEnabled = look.HasScript,
        });
        profile.SetDefaultTimeout(15_000);
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
        await page.WaitForURLAsync(url => until is null
            ? !url.Contains("/signin", StringComparison.Ordinal)
            : url.Contains(until, StringComparison.Ordinal));
        return page;
    }

    /// <summary>Presses Buy Now; the checkout page in its new tab.</summary>
    protected static async Task<IPage> BuyAsync(IPage tab, string name = "Buy Now: 5,000 shared credits for $20")
    {
        var checkout = await tab.Context.RunAndWaitForPageAsync(() =>
            tab.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync());
        await checkout.WaitForURLAsync("**/c/pay/**");
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

    /// <summary>No axe violation, no sideways scrolling, no complaint of the browser.</summary>
    protected static async Task IsCleanAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.True(
            result.Violations.Length == 0,
            page.Url + "\n" + string.Join("\n", result.Violations.Select(found =>
                $"{found.Id}: {found.Help} {string.Join(" | ", found.Nodes.Select(node => node.Html))}")));
        Assert.False(
            await page.EvaluateAsync<bool>(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"),
            page.Url + " scrolls sideways.");
    }
}

/// <summary>How a visitor's browser is set.</summary>
public sealed record Look(int Width = 1180, bool IsDark = false, bool HasScript = true)
{
    public static readonly Look Light = new();
    public static readonly Look Dark = new(IsDark: true);
    public static readonly Look Phone = new(Width: 360);
    public static readonly Look NoScript = new(HasScript: false);
}
