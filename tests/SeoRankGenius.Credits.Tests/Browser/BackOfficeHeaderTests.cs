using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>The header of the back office at every width, with a mouse, a keyboard and without script.</summary>
public sealed class BackOfficeHeaderTests(DemoRun shared) : BrowserTests(shared), IClassFixture<DemoRun>
{
    // The parts of the header that are visible and overlap, or leave the window.
    private const string Faults = """
        () => {
          const parts = [...document.querySelectorAll('.top .logo, .top .find, .top .open-menu, .top .sections > *')]
            .map(part => [part, part.getBoundingClientRect()]).filter(([, box]) => box.width > 0);
          const hit = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
            && a.top < b.bottom - 1 && b.top < a.bottom - 1;
          const found = parts.filter(([, box]) => box.left < 0 || box.right > innerWidth + 1)
            .map(([part]) => part.outerHTML);
          for (const [i, [part, box]] of parts.entries())
            for (const [other, next] of parts.slice(i + 1))
              if (hit(box, next)) found.push(part.outerHTML + ' overlaps ' + other.outerHTML);
          const page = document.documentElement;
          if (page.scrollWidth > page.clientWidth) found.push('scrolls sideways');
          return found.join('\n');
        }
        """;

    [SkippableFact]
    public async Task Nothing_overlaps_at_any_width()
    {
        var page = await SignInAsync(SampleData.Admin, "/admin/licenses");

        for (var width = 320; width <= 1440; width += 20)
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.Equal($"{width}: ", $"{width}: " + await page.EvaluateAsync<string>(Faults));
        }
    }

    [SkippableFact]
    public async Task A_narrow_header_opens_its_menu_without_script()
    {
        var page = await SignInAsync(SampleData.Admin, "/admin", Look.Phone with { HasScript = false });
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Payments", Exact = true });
        await Assertions.Expect(link).Not.ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await link.ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(Demo.AppUrl + "/admin/purchases");
    }

    [SkippableFact]
    public async Task A_slash_leads_to_the_search()
    {
        var page = await SignInAsync(SampleData.Admin, "/admin");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("client-yoga.example/");

        await Assertions.Expect(page.GetByLabel("Find")).ToHaveValueAsync("client-yoga.example/");
    }

    [SkippableFact]
    public async Task A_license_id_is_copied_by_its_button()
    {
        var page = await SignInAsync(SampleData.Admin, "/admin/licenses");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Locator("main tbody a").First.ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy license id" }).ClickAsync();

        var id = new Uri(page.Url).Segments[^1];
        Assert.Equal(id, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }
}
