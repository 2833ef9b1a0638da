using Microsoft.Playwright;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>One Chromium for all browser tests. Without one it skips, and with <c>CI=true</c> fails.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Missing =
        "There is no Chromium: set CHROMIUM_PATH, or install one where this looks (/usr/bin/chromium, …).";

    private static readonly string?[] Places =
    [
        Environment.GetEnvironmentVariable("CHROMIUM_PATH"),
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/usr/bin/google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is not { } path)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // As root in a container there is no sandbox to be had; nothing else than our own pages is opened.
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
                "--disable-background-networking", "--disable-component-update",
            ],
        });
    }

    /// <summary>A fresh profile: no cookies, nothing stored.</summary>
    public async Task<IBrowserContext> ProfileAsync(BrowserNewContextOptions options)
    {
        Skip.If(_browser is null && Environment.GetEnvironmentVariable("CI") != "true", Missing);
        return await (_browser ?? throw new InvalidOperationException(Missing)).NewContextAsync(options);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>Browser tests share one Chromium, and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<Chromium>
{
    public const string Name = "Browser";
}
