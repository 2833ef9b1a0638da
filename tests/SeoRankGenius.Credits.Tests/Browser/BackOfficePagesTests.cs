using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>What an admin asks a second one for, in light and dark, on a desk and on a phone.</summary>
public sealed class BackOfficePagesTests : BrowserTests
{
    [SkippableFact]
    public async Task The_pages_of_an_adjustment_are_clean()
    {
        var license = "/admin/licenses/" + await LicenseAsync(SampleData.Owner);
        var page = await SignInAsync(SampleData.Admin, "/admin");

        await AskAsync(page, license);

        await page.IsCleanInEveryLookAsync("admin-license-asked");
        await page.GotoAsync("/admin/approvals");
        await page.IsCleanInEveryLookAsync("admin-approvals");
    }

    /// <summary>Asks for more than an admin may give alone, past a wrong number.</summary>
    private static async Task AskAsync(IPage page, string license)
    {
        await page.GotoAsync(license);
        await page.GetByLabel("Credits", new() { Exact = true }).FillAsync("-40000");
        await page.GetByLabel("Reason", new() { Exact = true }).SelectOptionAsync("Goodwill");
        await page.GetByLabel("Explanation").FillAsync("Failed bulk run on Nov 20");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review adjustment" }).ClickAsync();
        await Assertions.Expect(page.Locator("#credits-error")).ToContainTextAsync("only 3,450 credits");
        await page.IsCleanAsync();
        await page.GetByLabel("Credits", new() { Exact = true }).FillAsync("5,000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review adjustment" }).ClickAsync();
        await Assertions.Expect(page.Locator(".changes")).ToContainTextAsync("8,450");
        await page.IsCleanAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Request approval" }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Approval requested");
    }

    private async Task<Guid> LicenseAsync(string owner)
    {
        await using var scope = Demo.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
        return await db.Licenses.Where(license => license.OwnerId == db.Users.Single(user => user.Email == owner).Id)
            .Select(license => license.Id).SingleAsync();
    }
}
