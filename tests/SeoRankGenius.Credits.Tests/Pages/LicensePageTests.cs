using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

public sealed class LicensePageTests : AppTests
{
    [Fact]
    public async Task A_license_shows_its_pools()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        var page = await admin.PageAsync(await app.LicenseAddressAsync());

        Assert.Equal(
            ["0", "1,370", "250", "3,450", "5,070"],
            page.QuerySelectorAll(".pools b").Select(balance => balance.TextContent).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_view_is_written_down()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        await admin.PageAsync(await app.LicenseAddressAsync());

        var view = Assert.Single(
            await app.World.AuditAsync(), record => record.Action == AuditAction.LicenseViewed);
        Assert.Equal((SampleData.Admin, "admin", "127.0.0.1"), (view.ActorName, view.Role, view.IpAddress));
        Assert.EndsWith($"{view.LicenseId}", await app.LicenseAddressAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_while_nothing_can_be_written()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        await using (await app.World.FaultAsync("AuditRecords", "INSERT"))
            await admin.PageAsync(await app.LicenseAddressAsync());

        Assert.DoesNotContain(await app.World.AuditAsync(), record => record.Action == AuditAction.LicenseViewed);
        await admin.PageAsync(await app.LicenseAddressAsync());
        Assert.Single(await app.World.AuditAsync(), record => record.Action == AuditAction.LicenseViewed);
    }

    [Theory]
    [InlineData("?kind=Spend", "Spend", 10), InlineData("?kind=HoldReturned", "Hold returned", 1)]
    public async Task A_kind_shows_its_own_entries(string query, string kind, int count)
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        var page = await admin.PageAsync(await app.LicenseAddressAsync() + query);

        var kinds = page.QuerySelectorAll(".entries .kind").Select(cell => cell.TextContent).ToList();
        Assert.Equal(Enumerable.Repeat(kind, count), kinds);
    }

    [Theory]
    [InlineData("?kind=Nothing"), InlineData("?from=yesterday"), InlineData("?behind=x.y"), InlineData("?pool=x")]
    [InlineData("?days=-5"), InlineData("?to=0001-01-01"), InlineData("?to=9999-12-31")]
    public async Task What_the_address_asks_for_in_vain_is_left_out(string query)
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await admin.GetAsync(await app.LicenseAddressAsync() + query)).Is(200);
    }

    [Fact]
    public async Task A_license_that_does_not_exist_is_not_found()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        (await admin.GetAsync($"/admin/licenses/{Guid.NewGuid()}")).Is(404);
        (await admin.GetAsync("/admin/licenses/northwind")).Is(404);
    }

    [Fact]
    public async Task A_purchase_leads_to_Stripe()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        await owner.BuyAsync("northwind-agency.example", "shared-5000");
        using var admin = await app.SignInAsync(SampleData.Admin);

        var page = await admin.PageAsync(await app.LicenseAddressAsync());

        var purchase = await app.World.PurchaseAsync();
        Assert.NotNull(page.QuerySelector($"a[href='/admin/purchases/{purchase.Id}']"));
        Assert.NotNull(page.QuerySelector($"a[href$='{purchase.StripeSessionId}']"));
    }
}
