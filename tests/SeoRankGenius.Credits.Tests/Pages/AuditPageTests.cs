using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

public sealed class AuditPageTests : AppTests
{
    [Fact]
    public async Task It_shows_what_an_admin_did()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        await admin.PageAsync(await app.LicenseAddressAsync());

        var page = await admin.PageAsync("/admin/audit?action=LicenseViewed");

        var row = page.QuerySelectorAll("tbody tr").Single().TextContent;
        Assert.Contains(SampleData.Admin, row, StringComparison.Ordinal);
        Assert.Contains("License viewed", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_has_a_line_for_each_record()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        await admin.PageAsync(await app.LicenseAddressAsync());

        var answer = (await admin.GetAsync("/admin/audit?handler=Csv&views=true")).Is(200);

        // The last one is the request itself, recorded after its answer.
        var records = (await app.World.AuditAsync())[..^1];
        Assert.Equal(AuditAction.AuditExported, records[^1].Action);
        Assert.Equal(1 + records.Count, answer.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("text/csv; charset=utf-8", answer.Header("Content-Type"));
        Assert.StartsWith("attachment;", answer.Header("Content-Disposition"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?action=Nothing"), InlineData("?who=me"), InlineData("?before=x"), InlineData("?before=-1")]
    [InlineData("?from=9999-12-31&to=0001-01-01"), InlineData("?license=x")]
    public async Task What_the_address_asks_for_in_vain_is_left_out(string query)
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await admin.GetAsync("/admin/audit" + query)).Is(200);
    }
}
