using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>The pages that make licenses and change them, over HTTP.</summary>
public sealed class LicenseAdminPagesTests : AppTests
{
    [Fact]
    public async Task A_new_licenses_key_is_shown_once()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        var made = Visitor.Parse((await admin.SubmitAsync(
            "/admin/licenses/new", "/new", ("Input.Email", "new@tailspin.example"), ("Input.Plan", "pro"))).Is(200));

        var secrets = made.QuerySelectorAll(".secret").Select(secret => secret.TextContent).ToList();
        await app.World.ActivateAsync(secrets[0], "tailspin.example");
        Assert.Contains("/signin/password?user=", secrets[1], StringComparison.Ordinal);
        var license = made.QuerySelector("a.button")!.GetAttribute("href")!;
        Assert.DoesNotContain(secrets[0], (await admin.GetAsync(license)).Is(200).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "pro", "#email-error", "Enter the owner’s e-mail address.")]
    [InlineData("nobody", "pro", "#email-error", "Enter a valid e-mail address, such as name@example.com.")]
    [InlineData("new@tailspin.example", "gold", "#plan-error", "Choose a plan.")]
    public async Task What_is_wrong_is_said_beside_its_field(string email, string plan, string error, string sentence)
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);

        var page = Visitor.Parse((await admin.SubmitAsync(
            "/admin/licenses/new", "/new", ("Input.Email", email), ("Input.Plan", plan))).Is(200));

        Assert.Equal(sentence, page.QuerySelector(error)!.TextContent);
        Assert.Equal(3, await app.World.ReadAsync(db => db.Licenses.CountAsync()));
        Assert.Equal(5, await app.World.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task A_suspended_license_says_so()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var license = await app.LicenseAddressAsync();

        (await admin.SubmitAsync(license + "/edit", "handler=Suspend", ("Input.Sentence", "Chargebacks"))).Is(302);

        Assert.Equal("Pro · suspended", (await admin.PageAsync(license)).QuerySelector(".badge")!.TextContent);
    }

    [Fact]
    public async Task A_plan_changes_to_a_trial_with_its_last_day()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var license = await app.LicenseAddressAsync();
        var day = app.World.Time.Now.AddDays(5);

        (await admin.SubmitAsync(
            license + "/edit", "handler=Plan",
            ("Input.Plan", "pro"), ("Input.TrialEndsOn", $"{day:yyyy-MM-dd}"))).Is(302);

        var id = Guid.Parse(license.Split('/')[^1]);
        var row = await app.World.ReadAsync(db => db.Licenses.SingleAsync(row => row.Id == id));
        Assert.Equal((LicenseStatus.Trialing, day.Date.AddDays(1)), (row.Status, row.TrialEndsAt));
    }

    [Fact]
    public async Task A_removed_sites_tab_is_not_found()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        using var owner = await app.SignInAsync(SampleData.Owner);
        var site = await SiteAddressAsync(admin, app, "client-bakery.example");

        (await admin.SubmitAsync(
            site, "handler=Remove", ("Input.Leftover", "MoveToShared"), ("Input.Sentence", "The client left"))).Is(302);

        (await owner.GetAsync("/account/credits/client-bakery.example")).Is(404);
        (await admin.GetAsync(site)).Is(404);
        Assert.Equal(
            "3,700",
            (await admin.PageAsync(await app.LicenseAddressAsync())).QuerySelector(".pools .shared b")!.TextContent);
    }

    [Fact]
    public async Task Removal_needs_a_decision_about_the_credits()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var site = await SiteAddressAsync(admin, app, "client-bakery.example");

        var page = Visitor.Parse(
            (await admin.SubmitAsync(site, "handler=Remove", ("Input.Sentence", "The client left"))).Is(200));

        Assert.Equal(
            "Choose what happens to the credits of this site.", page.QuerySelector("#leftover-error")!.TextContent);
    }

    [Fact]
    public async Task A_renamed_sites_tab_is_at_its_new_address()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        using var owner = await app.SignInAsync(SampleData.Owner);
        var site = await SiteAddressAsync(admin, app, "client-bakery.example");

        (await admin.SubmitAsync(site, "handler=Rename", ("Input.Domain", "client-cakes.example"))).Is(302);

        var tab = await owner.PageAsync("/account/credits/client-cakes.example");
        Assert.Equal("250", tab.QuerySelector("#balance-domain")!.TextContent);
        (await owner.GetAsync("/account/credits/client-bakery.example")).Is(404);
    }

    [Fact]
    public async Task A_taken_domain_is_said_beside_its_field()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var site = await SiteAddressAsync(admin, app, "client-bakery.example");

        var page = Visitor.Parse((await admin.SubmitAsync(
            site, "handler=Rename", ("Input.Domain", "fabrikam-shop.example"))).Is(200));

        Assert.Equal("fabrikam-shop.example is connected already.", page.QuerySelector("#domain-error")!.TextContent);
    }

    [Fact]
    public async Task A_new_token_is_shown_once()
    {
        var app = await SampleAppAsync();
        using var admin = await app.SignInAsync(SampleData.Admin);
        var site = await SiteAddressAsync(admin, app, "client-bakery.example");

        var page = Visitor.Parse((await admin.SubmitAsync(site, "handler=Rotate")).Is(200));

        Assert.StartsWith("srgt_", page.QuerySelector(".secret")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await admin.PageAsync(site)).QuerySelector(".secret"));
    }

    private static async Task<string> SiteAddressAsync(Visitor admin, App app, string domain) =>
        (await admin.PageAsync(await app.LicenseAddressAsync())).QuerySelectorAll("a[href*='/sites/']")
            .Single(link => link.Text() == domain).GetAttribute("href")!;
}
