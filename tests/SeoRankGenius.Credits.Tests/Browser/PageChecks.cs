using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>Checks of a page as the browser shows it.</summary>
internal static class PageChecks
{
    // The package's own runner opens another page for each result, which takes twenty times as long as the rules.
    private const string Run = """
        rules => axe.run(document, {
            resultTypes: ['violations'],
            ...(rules.length > 0 && { runOnly: { type: 'rule', values: rules } }),
        }).then(result => result.violations.map(found =>
            [`${found.id}: ${found.help}`, ...found.nodes.map(node => node.html)].join(' | ')))
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>No violation of axe's rules, of all unless told, and no sideways scrolling.</summary>
    public static async Task IsCleanAsync(this IPage page, params string[] rules)
    {
        if (await page.EvaluateAsync<bool>("typeof axe === 'undefined'"))
            await page.EvaluateAsync(Axe);
        var violations = await page.EvaluateAsync<string[]>(Run, rules);
        Assert.True(violations.Length == 0, page.Url + "\n" + string.Join('\n', violations));
        await page.ScrollsDownOnlyAsync();
    }

    private static async Task ScrollsDownOnlyAsync(this IPage page) => Assert.False(
        await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"),
        $"{page.Url} scrolls sideways at {page.ViewportSize!.Width} points.");

    /// <summary>Checks and photographs a page in a look, and in the same look with the other colours.</summary>
    public static async Task IsCleanInBothColoursAsync(this IPage page, string name, Look look)
    {
        await page.IsCleanAsync();
        await Picture.TakeAsync(page, name + look.Suffix);

        var other = look with { IsDark = !look.IsDark };
        await page.EmulateMediaAsync(new() { ColorScheme = other.Scheme });
        await page.IsCleanAsync("color-contrast");
        await Picture.TakeAsync(page, name + other.Suffix);
        await page.EmulateMediaAsync(new() { ColorScheme = look.Scheme });
    }

    /// <summary>The same on a desk, then on a phone, without loading the page again; it ends as it was.</summary>
    public static async Task IsCleanInEveryLookAsync(this IPage page, string name)
    {
        await page.IsCleanInBothColoursAsync(name, Look.Light);
        foreach (var width in (int[])[1440, 1024, 768])
        {
            await page.SetViewportSizeAsync(width, Look.Height);
            await page.ScrollsDownOnlyAsync();
        }

        await page.SetViewportSizeAsync(Look.PhoneDark.Width, Look.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = Look.PhoneDark.Scheme });
        await page.IsCleanInBothColoursAsync(name, Look.PhoneDark);
        await page.SetViewportSizeAsync(Look.Light.Width, Look.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = Look.Light.Scheme });
    }
}

/// <summary>How a visitor's browser is set.</summary>
public sealed record Look(int Width = 1180, bool IsDark = false, bool HasScript = true)
{
    public const int Height = 900;

    // The narrowest screen that pages are made for.
    private const int PhoneWidth = 320;

    public static readonly Look Light = new();
    public static readonly Look Dark = new(IsDark: true);
    public static readonly Look Phone = new(Width: PhoneWidth);
    public static readonly Look PhoneDark = new(Width: PhoneWidth, IsDark: true);
    public static readonly Look NoScript = new(HasScript: false);

    public ColorScheme Scheme => IsDark ? ColorScheme.Dark : ColorScheme.Light;

    /// <summary>What the names of its pictures end with.</summary>
    public string Suffix => (Width < 600 ? "-phone" : "") + (IsDark ? "-dark" : "");
}
