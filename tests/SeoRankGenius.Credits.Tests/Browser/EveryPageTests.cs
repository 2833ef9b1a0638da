using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;

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
        { "account-credits", SampleData.Owner, "/account/credits/" + Agency },
        { "account-credits-trial", SampleData.Trial, "/account/credits" },
        { "account-credits-free", SampleData.Free, "/account/credits" },
        { "account-credits-estimate", SampleData.Owner,
            $"/account/credits/{Agency}?feature=content-analysis&pages=500" },
        { "account-plans", SampleData.Owner, "/account/plans" },
        { "account-plans-free", SampleData.Free, "/account/plans" },
        { "account-activity", SampleData.Owner, "/account/activity" },
        { "account-sites", SampleData.Owner, "/account/sites" },
        { "account-sites-site", SampleData.Owner, $"/account/sites/{Agency}" },
        { "account-statements", SampleData.Owner,
            $"/account/statements?site={Agency}&name=Northwind+Agency&price=0.02" },
        { "account-developers", SampleData.Owner, "/account/developers" },
        { "account-credits-alerts", SampleData.Owner, $"/account/credits/{Agency}/alerts" },
        { "account-credits-top-up", SampleData.Owner, $"/account/credits/{Agency}/top-up" },
        { "account-credits-top-up-set-up", SampleData.Owner, $"/account/credits/{Agency}/top-up/set-up?pool=shared" },
        { "account-credits-top-up-wrong", SampleData.Owner,
            $"/account/credits/{Agency}/top-up/set-up?pool=domain&pack=domain-1000&threshold=0&limit=1" },
        { "account-credits-top-up-agree", SampleData.Owner,
            $"/account/credits/{Agency}/top-up/set-up?pool=shared&pack=shared-5000&threshold=500&limit=60" },
        { "account-members", SampleData.Owner, "/account/members" },
        { "signin-forgot", null, "/signin/forgot" },
        { "signin-password-expired", null, "/signin/password?token=x" },
        { "signin-join-expired", null, "/signin/join/x" },
        { "launch-expired", null, "/launch/x" },
        { "account-credits-buy", SampleData.Owner, $"/account/credits/{Agency}/buy?pack=shared-5000" },
        { "account-security-two-factor", SampleData.Owner, "/account/security/two-factor" },
        { "admin-license-key", SampleData.Admin, License + "/key" },
        { "admin-approvals-none", SampleData.Admin, "/admin/approvals" },
        { "account-security", SampleData.Owner, "/account/security" },
        { "account-purchases-none", SampleData.Free, "/account/purchases" },
        { "admin-quiet", SampleData.Admin, "/admin" },
        { "admin-admins", SampleData.Admin, "/admin/admins" },
        { "admin-security", SampleData.Admin, "/admin/security" },
        { "admin-two-factor", SampleData.Admin, "/admin/two-factor" },
        { "admin-not-found", SampleData.Admin, "/admin/nothing" },
        { "forbidden", SampleData.Admin, "/account/credits" },
        { "not-found", SampleData.Owner, "/account/credits/fabrikam-shop.example" },
        { "signout", SampleData.Owner, "/signout" },
        { "admin-licenses", SampleData.Admin, "/admin/licenses" },
        { "admin-license", SampleData.Admin, License },
        { "admin-license-filtered", SampleData.Admin, License + "?kind=Dispute&days=365" },
        { "admin-license-adjust", SampleData.Admin, License + "/adjust" },
        { "admin-license-move", SampleData.Admin, License + "/move" },
        { "admin-purchases-none", SampleData.Admin, "/admin/purchases" },
        { "admin-subscriptions", SampleData.Admin, "/admin/subscriptions" },
        { "admin-mails", SampleData.Admin, "/admin/mails" },
        { "admin-find", SampleData.Admin, "/admin/find?q=client" },
        { "admin-audit", SampleData.Admin, "/admin/audit" },
        { "admin-licenses-new", SampleData.Admin, "/admin/licenses/new" },
        { "admin-license-edit", SampleData.Admin, License + "/edit" },
        { "admin-license-erase", SampleData.Admin, License + "/erase" },
        { "admin-license-site", SampleData.Admin, License + "/sites/{site}" },
    };

    // Pages that show what another class makes, then addresses that lead on, or send a file or a stream.
    private static readonly string[] Elsewhere =
    [
        "/account/credits/{domain}/thanks", "/account/plans/done", "/admin/disputes/{id}", "/admin/events/{id}",
        "/admin/invoices/{invoice}/refund", "/admin/purchases/{id:guid}", "/admin/purchases/{id:guid}/refund",
        "/admin/events/{id}/cancel", "/signin/code", "/stop-emails/{code}",
        "/account/alerts", "/account/top-up", "/account/plans/back/{license:guid}", "/account/plans/billing",
        "/account/plans/start", "/account/security/export", "/account/purchases/{id:guid}/check",
        "/account/purchases/{id:guid}/{document}", "/account/purchases/invoices/{invoice}",
        "/account/credits/{domain}/live",
    ];

    [SkippableFact]
    public async Task No_page_of_the_routing_table_is_missing()
    {
        var addresses = Pages.Select(row => ((string)row[2]!).Replace("{license}", $"{Guid.Empty}")).ToList();

        var missing = (await Route.AllAsync(Demo.Services))
            .Where(route => route.Method == "GET" && route.IsPage && !Elsewhere.Contains(route.Pattern)
                && !addresses.Exists(route.Matches))
            .Select(route => route.Pattern);

        Assert.Equal("", string.Join('\n', missing.Distinct()));
    }

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
