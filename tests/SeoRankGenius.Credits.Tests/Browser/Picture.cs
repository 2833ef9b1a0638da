using System.Reflection;
using Microsoft.Playwright;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>
/// Pictures of pages. With <c>CREDITS_PICTURES=docs</c> those that docs/ shows are written there; any other value is a
/// folder for all of them.
/// </summary>
public static class Picture
{
    // One of each page, named by its address: account-sites-site for /account/sites/{domain}.
    private static readonly string[] InDocs =
    [
        "account-activity", "account-credits", "account-credits-alerts", "account-credits-buy",
        "account-credits-free", "account-credits-phone-dark", "account-credits-thanks",
        "account-credits-top-up", "account-credits-top-up-agree", "account-credits-top-up-set-up",
        "account-developers", "account-members", "account-plans", "account-plans-done", "account-purchases",
        "account-security", "account-sites", "account-sites-site", "account-statements", "admin",
        "admin-admins", "admin-approvals", "admin-audit", "admin-dispute", "admin-event", "admin-find",
        "admin-invoice-refund", "admin-license", "admin-license-adjust", "admin-license-edit",
        "admin-license-key", "admin-license-move", "admin-license-phone", "admin-license-site",
        "admin-licenses", "admin-licenses-new", "admin-mails", "admin-purchase",
        "admin-purchase-refund-review", "admin-purchases", "admin-security", "admin-subscriptions",
        "admin-two-factor", "launch-expired", "not-found", "signin", "signin-code", "signin-forgot", "signout",
    ];

    public static async Task TakeAsync(IPage page, string name)
    {
        var wanted = Environment.GetEnvironmentVariable("CREDITS_PICTURES");
        if (string.IsNullOrEmpty(wanted) || (wanted == "docs" && !InDocs.Contains(name)))
            return;
        var folder = wanted == "docs" ? Path.Combine(Root, "docs", "pictures") : wanted;
        var picture = await page.ScreenshotAsync(new PageScreenshotOptions
        {
            FullPage = true, Animations = ScreenshotAnimations.Disabled,
        });
        await File.WriteAllBytesAsync(
            Path.Combine(folder, name + ".png"), wanted == "docs" ? PalettePng.Of(picture) : picture);
    }

    private static string Root => typeof(Picture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;
}
