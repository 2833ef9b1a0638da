using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>The back office's pages in light and dark, on a desk and on a phone: clean, and photographed.</summary>
public sealed class BackOfficePagesTests(Chromium chromium) : BrowserTests(chromium)
{
    [SkippableTheory]
    [InlineData(1320, false, "")]
    [InlineData(1320, true, "-dark")]
    [InlineData(360, false, "-phone")]
    [InlineData(360, true, "-phone-dark")]
    public async Task Every_page_is_clean(int width, bool dark, string suffix)
    {
        var license = "/admin/licenses/" + await LicenseAsync(SampleData.Owner);
        var page = await SignInAsync(SampleData.Admin, "/admin", new Look(width, dark));
        await AskAsync(page, license);
        await Picture.TakeAsync(page, "admin-license-asked" + suffix);

        foreach (var (name, address) in new[]
        {
            ("admin-licenses", "/admin/licenses"),
            ("admin-license", license),
            ("admin-license-filtered", license + "?kind=Dispute&days=365"),
            ("admin-adjust", license + "/adjust"),
            ("admin-move", license + "/move"),
            ("admin-approvals", "/admin/approvals"),
            ("admin-audit", "/admin/audit"),
            ("admin-new-license", "/admin/licenses/new"),
            ("admin-edit-license", license + "/edit"),
            ("admin-site", license + "/sites/" + await SiteAsync(Agency)),
        })
        {
            await page.GotoAsync(address);
            await IsCleanAsync(page);
            await Picture.TakeAsync(page, name + suffix);
        }
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
        await IsCleanAsync(page);
        await page.GetByLabel("Credits", new() { Exact = true }).FillAsync("5,000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review adjustment" }).ClickAsync();
        await Assertions.Expect(page.Locator(".changes")).ToContainTextAsync("8,450");
        await IsCleanAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Request approval" }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Approval requested");
    }

    private async Task<Guid> SiteAsync(string domain)
    {
        await using var scope = Demo.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
        return await db.Sites.Where(site => site.Domain == domain).Select(site => site.Id).SingleAsync();
    }

    private async Task<Guid> LicenseAsync(string owner)
    {
        await using var scope = Demo.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
        return await db.Licenses.Where(license => license.OwnerId == db.Users.Single(user => user.Email == owner).Id)
            .Select(license => license.Id).SingleAsync();
    }
}
