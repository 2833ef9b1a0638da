using Microsoft.Playwright;
using SeoRankGenius.Credits.Identity;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

public sealed class SigningInAsAdminTests : BrowserTests
{
    [SkippableTheory]
    [InlineData(1180, false, "")]
    [InlineData(320, true, "-phone-dark")]
    public async Task An_admin_sets_up_an_authenticator_app_to_sign_in_with(int width, bool dark, string suffix)
    {
        var look = new Look(width, dark);
        var page = await SignInAsync(SampleData.Admin, "/admin/two-factor", look);
        var key = (await page.Locator(".key").TextContentAsync())!.Replace(" ", "");
        await EnterAsync(page, "Enter the six digits that it shows", Code(key), "Turn on two-factor sign-in");
        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(TwoFactorSetup.RecoveryCodes);
        await LooksAsync(page, "recovery-codes" + suffix);
        var recovery = (await page.Locator(".codes code").First.TextContentAsync())!;

        var other = await SignInAsync(SampleData.Admin, "/admin/security", look, until: "/signin/code");
        await LooksAsync(other, "code" + suffix);
        await EnterAsync(other, "Code", "000000", "Continue");
        await LooksAsync(other, "code-wrong" + suffix);
        await EnterAsync(other, "Code", recovery, "Continue");

        await Assertions.Expect(other.GetByText("9 recovery codes left")).ToBeVisibleAsync();
        await Assertions.Expect(other.Locator("table").First.Locator("tbody tr")).ToHaveCountAsync(2);
        await LooksAsync(other, "security-on" + suffix);
    }

    private static string Code(string key) => Authenticator.CodeAt(key, TimeProvider.System.GetUtcNow());

    private static async Task EnterAsync(IPage page, string label, string text, string button)
    {
        await page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }

    private static async Task LooksAsync(IPage page, string name)
    {
        await page.IsCleanAsync();
        await Picture.TakeAsync(page, name);
    }
}
