using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>
/// Every page that the samples show, in light and dark, on a desk and on a phone: clean, and photographed for docs/.
/// Nothing is changed here, so that one demo serves all.
/// </summary>
public sealed class EveryPageTests(DemoRun shared) : BrowserTests(shared), IClassFixture<DemoRun>
{
    private const string License = "/admin/licenses/{license}";

    public static TheoryData<string, string?, string> Pages => new()
    {
        { "signin", null, "/signin" },
        { "credits", SampleData.Owner, "/account/credits/" + Agency },
        { "trial", SampleData.Trial, "/account/credits" },
        { "free", SampleData.Free, "/account/credits" },
        { "plan-a-run", SampleData.Owner, $"/account/credits/{Agency}?feature=content-analysis&pages=500" },
        { "plans", SampleData.Owner, "/account/plans" },
        { "plans-free", SampleData.Free, "/account/plans" },
        { "activity", SampleData.Owner, "/account/activity" },
        { "sites", SampleData.Owner, "/account/sites" },
        { "site", SampleData.Owner, $"/account/sites/{Agency}" },
        { "statement", SampleData.Owner, $"/account/statements?site={Agency}&name=Northwind+Agency&price=0.02" },
        { "developers", SampleData.Owner, "/account/developers" },
        { "alerts", SampleData.Owner, $"/account/credits/{Agency}/alerts" },
        { "top-up", SampleData.Owner, $"/account/credits/{Agency}/top-up" },
        { "top-up-choose", SampleData.Owner, $"/account/credits/{Agency}/top-up/set-up?pool=shared" },
        { "top-up-wrong", SampleData.Owner,
            $"/account/credits/{Agency}/top-up/set-up?pool=domain&pack=domain-1000&threshold=0&limit=1" },
        { "top-up-agree", SampleData.Owner,
            $"/account/credits/{Agency}/top-up/set-up?pool=shared&pack=shared-5000&threshold=500&limit=60" },
        { "members", SampleData.Owner, "/account/members" },
        { "account-security", SampleData.Owner, "/account/security" },
        { "purchases-none", SampleData.Free, "/account/purchases" },
        { "admin", SampleData.Admin, "/admin" },
        { "admins", SampleData.Admin, "/admin/admins" },
        { "security", SampleData.Admin, "/admin/security" },
        { "two-factor", SampleData.Admin, "/admin/two-factor" },
        { "admin-not-found", SampleData.Admin, "/admin/nothing" },
        { "forbidden", SampleData.Admin, "/account/credits" },
        { "not-found", SampleData.Owner, "/account/credits/fabrikam-shop.example" },
        { "signout", SampleData.Owner, "/signout" },
        { "admin-licenses", SampleData.Admin, "/admin/licenses" },
        { "admin-license", SampleData.Admin, License },
        { "admin-license-filtered", SampleData.Admin, License + "?kind=Dispute&days=365" },
        { "admin-adjust", SampleData.Admin, License + "/adjust" },
        { "admin-move", SampleData.Admin, License + "/move" },
        { "admin-payments", SampleData.Admin, "/admin/purchases" },
        { "admin-subscriptions", SampleData.Admin, "/admin/subscriptions" },
        { "admin-mails", SampleData.Admin, "/admin/mails" },
        { "admin-find", SampleData.Admin, "/admin/find?q=client" },
        { "admin-audit", SampleData.Admin, "/admin/audit" },
        { "admin-new-license", SampleData.Admin, "/admin/licenses/new" },
        { "admin-edit-license", SampleData.Admin, License + "/edit" },
        { "admin-site", SampleData.Admin, License + "/sites/{site}" },
    };

    [SkippableTheory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_is_clean(string name, string? person, string address) =>
        await IsCleanAsync(name, person, await FillAsync(address));

    [SkippableFact]
    public async Task The_free_plans_card_leads_to_the_plans()
    {
        var tab = await SignInAsync(SampleData.Free);
        await Assertions.Expect(tab.GetByRole(AriaRole.Heading, new() { Name = "Unlock AI Credits" }))
            .ToBeVisibleAsync();

        await tab.GetByRole(AriaRole.Link, new() { Name = "View Plans" }).ClickAsync();

        await Assertions.Expect(tab.GetByRole(AriaRole.Heading, new() { Name = "Pro" })).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task The_switcher_leads_to_another_site()
    {
        var tab = await SignInAsync(SampleData.Owner);

        await tab.GetByLabel("Site").SelectOptionAsync("client-bakery.example");

        await Assertions.Expect(tab).ToHaveURLAsync(Demo.AppUrl + "/account/credits/client-bakery.example");
    }

    private async Task<string> FillAsync(string address)
    {
        await using var scope = Demo.Services.CreateAsyncScope();
        var site = await scope.ServiceProvider.GetRequiredService<CreditsDb>().Sites
            .SingleAsync(site => site.Domain == Agency);
        return address
            .Replace("{license}", $"{site.LicenseId}", StringComparison.Ordinal)
            .Replace("{site}", $"{site.Id}", StringComparison.Ordinal);
    }
}
