using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>Pages by keyboard: every stop is seen, in the order of the page.</summary>
public sealed class KeyboardTests(DemoRun shared) : BrowserTests(shared), IClassFixture<DemoRun>
{
    // The stop that has the focus, or what is wrong with it; null past the last one.
    private const string Stop = """
        () => {
          const at = document.activeElement;
          if (!at || at === document.body) return null;
          const [box, style] = [at.getBoundingClientRect(), getComputedStyle(at)];
          const name = `${at.tagName} ${(at.ariaLabel || at.name || at.textContent).trim().slice(0, 40)}`;
          const isSeen = box.width > 4 && box.height > 4 && box.bottom > 0 && box.top < innerHeight;
          if (!isSeen) return `FAULT not visible: ${name}`;
          // The button within a field for dates has an outline of its own.
          const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          if (!isOutlined && at !== window.lastStop) return `FAULT no outline: ${name}`;
          const last = window.lastStop;
          window.lastStop = at;
          return last && last !== at && last.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_PRECEDING
            ? `FAULT out of order: ${name}` : name;
        }
        """;

    [SkippableTheory]
    [InlineData(null, "/signin")]
    [InlineData(SampleData.Owner, "/account/credits/" + Agency)]
    [InlineData(SampleData.Owner, "/account/activity")]
    [InlineData(SampleData.Owner, "/account/sites/" + Agency)]
    [InlineData(SampleData.Owner, "/account/plans")]
    [InlineData(SampleData.Owner, "/account/security")]
    [InlineData(SampleData.Admin, "/admin")]
    [InlineData(SampleData.Admin, "/admin/licenses")]
    public async Task Every_stop_is_seen_in_the_pages_order(string? person, string address)
    {
        var page = person is null ? await VisitAsync(Look.Light) : await SignInAsync(person, address);
        await page.GotoAsync(address);
        await page.EvaluateAsync("document.activeElement.blur()");
        var stops = new List<string>();

        for (var stop = ""; stop is not null && stops.Count < 60;)
        {
            await page.Keyboard.PressAsync("Tab");
            if ((stop = await page.EvaluateAsync<string?>(Stop)) is not null)
                stops.Add(stop);
        }

        // The form to sign in has the focus from the beginning.
        Assert.StartsWith(person is null ? "INPUT Input.Password" : "A Skip to content", stops[0]);
        Assert.DoesNotContain(stops, stop => stop.StartsWith("FAULT", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task The_skip_link_leads_to_the_content()
    {
        var page = await SignInAsync(SampleData.Owner);

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
    }

    [SkippableFact]
    public async Task The_account_menu_opens_and_closes_by_keyboard()
    {
        var page = await SignInAsync(SampleData.Owner);
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Security", Exact = true });

        await page.Locator(".menu summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(link).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(link).Not.ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".menu summary")).ToBeFocusedAsync();
    }
}
