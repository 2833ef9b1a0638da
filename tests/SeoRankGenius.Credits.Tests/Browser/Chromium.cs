using Microsoft.Playwright;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>
/// One Chromium for all browser tests, which open contexts of their own in it at the same time. Without one they are
/// skipped, and with <c>CI=true</c> fail.
/// </summary>
public static class Chromium
{
    /// <summary>How long a busy machine may take; no test waits so long for something that is not to come.</summary>
    public const float PatienceMilliseconds = 60_000;

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

    private static readonly Lazy<Task<IBrowser>> Browser = new(LaunchAsync);

    public static bool IsThere => Places.Any(File.Exists);

    /// <summary>A fresh profile: no cookies, nothing stored.</summary>
    public static async Task<IBrowserContext> ProfileAsync(BrowserNewContextOptions options)
    {
        SkipIfMissing();
        return await (await Browser.Value).NewContextAsync(options);
    }

    /// <summary>Skips the test where there is no browser; with <c>CI=true</c> it goes on, and fails.</summary>
    public static void SkipIfMissing() => Skip.If(
        !IsThere && Environment.GetEnvironmentVariable("CI") != "true", Missing);

    private static async Task<IBrowser> LaunchAsync()
    {
        var path = Places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(Missing);
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var playwright = await Playwright.CreateAsync();
        // Playwright's own process ends with this one, and the browser with it.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => playwright.Dispose();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
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
}
