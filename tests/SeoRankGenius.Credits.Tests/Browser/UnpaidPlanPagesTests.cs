using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>The pages of a plan whose payment was declined, in light and dark, on a desk and on a phone.</summary>
public sealed class UnpaidPlanPagesTests(UnpaidPlanRun run) : BrowserTests(run), IClassFixture<UnpaidPlanRun>
{
    [SkippableTheory]
    [InlineData("plans-past-due", SampleData.Free, "/account/plans")]
    [InlineData("credits-past-due", SampleData.Free, "/account/credits")]
    [InlineData("free-waiting", SampleData.Trial, "/account/credits")]
    public Task Each_is_clean(string name, string person, string address) => IsCleanAsync(name, person, address);

    [SkippableFact]
    public async Task The_license_in_the_back_office_is_clean()
    {
        var admin = await SignInAsync(SampleData.Admin, "/admin/licenses");
        await admin.Locator("main a", new() { HasTextString = "contoso-blog.example" }).First.ClickAsync();
        await Assertions.Expect(admin.Locator("#subscription")).ToBeVisibleAsync();

        await admin.IsCleanInEveryLookAsync("admin-license-subscription");
    }

    [SkippableFact]
    public async Task The_refund_of_an_invoice_is_clean() => await IsCleanAsync(
        "admin-invoice-refund", SampleData.Admin, $"/admin/invoices/{await run.InvoiceAsync()}/refund");

    [SkippableFact]
    public Task The_sandboxs_plans_are_clean() =>
        IsCleanAsync("sandbox-plans", null, Demo.Stripe!.Url.AbsoluteUri);
}
