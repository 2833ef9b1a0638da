using SeoRankGenius.Credits.BackOffice.Audit;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

public sealed class FindTests : AppTests
{
    private const string Agency = "northwind-agency.example";

    [Theory]
    [InlineData(Agency), InlineData("https://www.Northwind-Agency.example/shop?x=1"), InlineData(SampleData.OwnerKey)]
    [InlineData("srg-northwind-0001"), InlineData(" " + SampleData.Owner + " "), InlineData("Owner@Northwind.example")]
    public async Task A_whole_name_of_a_license_leads_to_it(string asked)
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var license = await app.World.ReadAsync(db =>
            Task.FromResult(db.Sites.Single(site => site.Domain == Agency).LicenseId));

        Assert.Equal($"/admin/licenses/{license}", (await FindAsync(admin, asked)).Is(302).Location);
    }

    [Fact]
    public async Task Each_id_of_a_payment_leads_to_its_purchase()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        await app.Stripe.PayAsync(await owner.BuyAsync(Agency, "shared-5000"));
        var purchase = await app.World.PurchaseAsync();
        var completed = app.EventOf(purchase.StripeSessionId!, "checkout.session.completed");
        await app.PostEventAsync(completed);
        purchase = await app.World.PurchaseAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        foreach (var asked in (string[])
            [$"{purchase.Id}", $"{purchase.Id:N}", purchase.StripeSessionId!, purchase.StripePaymentIntentId!])
            Assert.Equal($"/admin/purchases/{purchase.Id}", (await FindAsync(admin, asked)).Is(302, asked).Location);
        var answer = await FindAsync(admin, (string)completed["id"]!);
        Assert.StartsWith(
            $"/admin/purchases/{purchase.Id}", (await admin.GetAsync(answer.Is(302).Location!)).Location,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_begins_alike_is_listed()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        var rows = Visitor.Parse((await FindAsync(admin, "client-")).Is(200)).QuerySelectorAll("tbody th");

        Assert.Equal(["client-bakery.example", "client-yoga.example"], rows.Select(row => row.TextContent));
    }

    [Theory]
    [InlineData("nothing-of-the-kind"), InlineData("%"), InlineData("_"), InlineData("' OR 1=1 --"), InlineData("Ω")]
    public async Task Nothing_found_is_said(string asked)
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        Assert.Contains("No results", (await FindAsync(admin, asked)).Is(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_license_key_is_written_down_nowhere()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        await FindAsync(admin, SampleData.OwnerKey);
        await FindAsync(admin, SampleData.OwnerKey + "X");

        var searches = (await app.World.AuditAsync()).Where(record => record.Action == AuditAction.Searched).ToList();
        Assert.Equal(2, searches.Count);
        Assert.All(searches, record =>
            Assert.DoesNotContain("NORTHWIND", record.Sentence, StringComparison.OrdinalIgnoreCase));
    }

    private static Task<HttpAnswer> FindAsync(Visitor admin, string asked) =>
        admin.GetAsync("/admin/find?q=" + Uri.EscapeDataString(asked));
}
