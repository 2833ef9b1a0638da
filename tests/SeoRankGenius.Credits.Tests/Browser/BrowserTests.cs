using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>
/// Real Chromium over the demo's own host: new for each test, or shared by a class that only reads.
/// </summary>
public abstract class BrowserTests(DemoRun? shared = null) : IAsyncLifetime
{
    protected const string Agency = "northwind-agency.example";

    private static readonly AxeRunOptions Contrast =
        new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    private readonly List<IBrowserContext> _profiles = [];
    private readonly DemoRun _run = shared ?? new DemoRun();

    protected DemoHost Demo => _run.Host;

    public Task InitializeAsync() => shared is null ? _run.InitializeAsync() : Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var profile in _profiles)
            await profile.CloseAsync();
        if (shared is null)
            await _run.DisposeAsync();
    }

    protected async Task<IPage> VisitAsync(Look look)
    {
        var profile = await Chromium.ProfileAsync(new BrowserNewContextOptions
        {
            BaseURL = Demo.AppUrl,
            ColorScheme = look.Scheme,
            // Colours that are looked at right after a change have changed then.
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = look.Width, Height = 900 },
            JavaScriptEnabled = look.HasScript,
        });
        _profiles.Add(profile);
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

    /// <summary>Checks and photographs a page in a look, and in the same look with the other colours.</summary>
    protected static async Task ShotAsync(IPage page, string name, Look look)
    {
        await IsCleanAsync(page);
        await Picture.TakeAsync(page, name + look.Suffix);

        var other = look with { IsDark = !look.IsDark };
        await page.EmulateMediaAsync(new() { ColorScheme = other.Scheme });
        await IsCleanAsync(page, Contrast);
        await Picture.TakeAsync(page, name + other.Suffix);
        await page.EmulateMediaAsync(new() { ColorScheme = look.Scheme });
    }

    /// <summary>No violation of axe's rules, of all unless told, and no sideways scrolling.</summary>
    protected static async Task IsCleanAsync(IPage page, AxeRunOptions? rules = null)
    {
        var result = await page.RunAxe(rules);
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
    public static readonly Look PhoneDark = new(Width: 360, IsDark: true);
    public static readonly Look NoScript = new(HasScript: false);

    public ColorScheme Scheme => IsDark ? ColorScheme.Dark : ColorScheme.Light;

    /// <summary>What the names of its pictures end with.</summary>
    public string Suffix => (Width < 600 ? "-phone" : "") + (IsDark ? "-dark" : "");
}
