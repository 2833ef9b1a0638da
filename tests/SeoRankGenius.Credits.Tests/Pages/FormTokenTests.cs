using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>A form sent from elsewhere does nothing. The forms come from the routing table.</summary>
public sealed class FormTokenTests : AppTests
{
    private const string Mine = "northwind-agency.example";

    // Let in by signatures of their own, from where no form stands: Stripe, and mail programs.
    private static readonly string[] Signed = ["/webhooks/stripe", "/stop-emails/{code}"];

    [Fact]
    public async Task Every_form_needs_its_token()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var admin = await app.SignInAsync(SampleData.Admin);
        var before = await app.World.MoneyAsync();

        foreach (var route in (await app.RoutesAsync())
            .Where(route => route.Method == "POST" && !Signed.Contains(route.Pattern) && !route.IsOfApi))
            (await (route.IsOfAdmin ? admin : owner).PostAsync(route.For(Mine), ("pack", "shared-1000")))
                .Is(400, $"{route}");

        Assert.Equal(before, await app.World.MoneyAsync());
        (await owner.GetAsync($"/account/credits/{Mine}")).Is(200);
        (await admin.GetAsync("/admin")).Is(200);
    }

    [Fact]
    public async Task A_token_of_another_person_does_not_count()
    {
        var app = await SampleAppAsync();
        using var other = await app.SignInAsync(SampleData.Trial);
        using var me = await app.SignInAsync(SampleData.Owner);
        var token = await other.TokenAsync($"/account/credits/fabrikam-shop.example");

        (await me.PostAsync($"/account/credits/{Mine}/buy", ("__RequestVerificationToken", token),
            ("pack", "shared-1000"))).Is(400);

        Assert.Empty(await app.World.PurchasesAsync());
    }
}
