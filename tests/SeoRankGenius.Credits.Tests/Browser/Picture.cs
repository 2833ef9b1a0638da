using System.Reflection;
using Microsoft.Playwright;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>
/// Pictures of pages. With <c>CREDITS_PICTURES=docs</c> those that docs/ shows are written there; any other value is a
/// folder for all of them.
/// </summary>
public static class Picture
{
    private static readonly string[] InDocs =
    [
        "credits", "activity", "sites", "site", "statement", "purchases", "plans", "alerts", "top-up",
        "admin", "admin-licenses", "admin-license", "admin-payments", "admin-subscriptions", "admin-dispute",
        "admin-refund-review", "admin-approvals", "admin-license-phone",
    ];

    public static async Task TakeAsync(IPage page, string name)
    {
        var wanted = Environment.GetEnvironmentVariable("CREDITS_PICTURES");
        if (string.IsNullOrEmpty(wanted) || (wanted == "docs" && !InDocs.Contains(name)))
            return;
        var folder = wanted == "docs" ? Path.Combine(Root, "docs", "pictures") : wanted;
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(folder, name + ".png"),
            FullPage = true,
            Animations = ScreenshotAnimations.Disabled,
        });
    }

    private static string Root => typeof(Picture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;
}
