using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Identity;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Browser;

public sealed class SigningInAsAdminTests : BrowserTests
{
    private const string SetUp = "/admin/two-factor";

    [SkippableFact]
    public async Task An_authenticator_app_is_set_up()
    {
        var page = await SignInAsync(SampleData.Admin, SetUp);
        var key = (await page.Locator(".key").TextContentAsync())!.Replace(" ", "");

        await EnterAsync(page, "Enter the six digits that it shows", Code(key), "Turn on two-factor sign-in");

        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(TwoFactorSetup.RecoveryCodes);
        await page.IsCleanInEveryLookAsync("admin-two-factor-codes");
    }

    [SkippableFact]
    public async Task A_code_is_asked_for_after_the_password()
    {
        await SetUpAsync();

        var page = await EnterPasswordAsync(SampleData.Admin, "/admin/security", Look.Light, until: "/signin/code");
        await page.IsCleanInEveryLookAsync("signin-code");
        await EnterAsync(page, "Code", "000000", "Continue");

        await Assertions.Expect(page.Locator("[aria-invalid=true]")).ToBeVisibleAsync();
        await page.IsCleanInEveryLookAsync("signin-code-wrong");
    }

    [SkippableFact]
    public async Task A_recovery_code_signs_in()
    {
        var recovery = await SetUpAsync();
        var page = await EnterPasswordAsync(SampleData.Admin, "/admin/security", Look.Light, until: "/signin/code");

        await EnterAsync(page, "Code", recovery, "Continue");

        await Assertions.Expect(page.GetByText("9 recovery codes left")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("table").First.Locator("tbody tr")).ToHaveCountAsync(2);
        await page.IsCleanInEveryLookAsync("admin-security-on");
    }

    // Sets up an authenticator app in another session; the first recovery code.
    private async Task<string> SetUpAsync()
    {
        using var admin = await Run.SignInAsync(SampleData.Admin);
        var key = (await admin.PageAsync(SetUp)).QuerySelector<IHtmlInputElement>("[name='Input.Key']")!.Value;
        var answer = await admin.PostWithTokenAsync(SetUp, SetUp, ("Input.Key", key), ("Input.Code", Code(key)));
        return AdminSteps.CodesOn(answer.Is(200))[0];
    }

    private static string Code(string key) => Authenticator.CodeAt(key, TimeProvider.System.GetUtcNow());

    private static async Task EnterAsync(IPage page, string label, string text, string button)
    {
        await page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }
}
