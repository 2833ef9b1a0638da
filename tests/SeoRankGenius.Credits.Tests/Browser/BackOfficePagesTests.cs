using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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

        foreach (var (name, address) in new[]
        {
            ("admin-licenses", "/admin/licenses"),
            ("admin-license", license),
            ("admin-license-filtered", license + "?kind=Dispute&days=365"),
        })
        {
            await page.GotoAsync(address);
            await IsCleanAsync(page);
            await Picture.TakeAsync(page, name + suffix);
        }
    }

    private async Task<Guid> LicenseAsync(string owner)
    {
        await using var scope = Demo.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
        return await db.Licenses.Where(license => license.OwnerId == db.Users.Single(user => user.Email == owner).Id)
            .Select(license => license.Id).SingleAsync();
    }
}
