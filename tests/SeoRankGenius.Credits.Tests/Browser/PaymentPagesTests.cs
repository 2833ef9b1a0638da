using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>The pages before, during and after a payment, in light and dark, on a desk and on a phone.</summary>
public sealed class PaymentPagesTests(PaymentsRun run) : BrowserTests(run), IClassFixture<PaymentsRun>
{
    [SkippableTheory]
    [InlineData("checkout", SampleData.Owner)]
    [InlineData("account-credits-thanks", SampleData.Owner)]
    [InlineData("admin-dispute", SampleData.Admin)]
    [InlineData("admin-plan-dispute", SampleData.Admin)]
    [InlineData("admin-plan-refund", SampleData.Admin)]
    [InlineData("admin-second-event", SampleData.Admin)]
    [InlineData("admin-second-cancel", SampleData.Admin)]
    [InlineData("admin-purchase-refund", SampleData.Admin)]
    [InlineData("admin-purchase-open", SampleData.Admin)]
    [InlineData("admin-purchase", SampleData.Admin)]
    public Task Each_is_clean(string name, string person) => IsCleanAsync(name, person, run.Addresses[name]);

    [SkippableTheory]
    [InlineData("account-purchases", SampleData.Owner, "/account/purchases")]
    [InlineData("admin", SampleData.Admin, "/admin")]
    [InlineData("admin-purchases", SampleData.Admin, "/admin/purchases")]
    [InlineData("admin-find-sites", SampleData.Admin, "/admin/find?q=client")]
    public Task Lists_of_payments_are_clean(string name, string person, string address) =>
        IsCleanAsync(name, person, address);

    [SkippableFact]
    public async Task The_payload_of_an_event_is_clean()
    {
        var purchase = run.Addresses["admin-purchase-refund"].Replace("/refund", "", StringComparison.Ordinal);
        var page = await SignInAsync(SampleData.Admin, purchase);

        await page.GetByText("Payload").First.ClickAsync();

        await page.IsCleanInEveryLookAsync("admin-purchase-events");
    }

    [SkippableFact]
    public async Task The_review_of_a_refund_is_clean()
    {
        var page = await SignInAsync(SampleData.Admin, run.Addresses["admin-purchase-refund"]);

        await ReviewAsync(page);

        await page.IsCleanInEveryLookAsync("admin-purchase-refund-review");
    }

    [SkippableFact]
    public async Task The_request_of_a_refund_is_clean()
    {
        var page = await SignInAsync(SampleData.Admin, run.Addresses["admin-refund-other"]);
        await ReviewAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Request refund of $20.00" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Approval requested");
        await page.IsCleanInEveryLookAsync("admin-refund-requested");
        await page.GotoAsync("/admin/approvals");
        await page.IsCleanInEveryLookAsync("admin-refund-approval");
    }

    private static async Task ReviewAsync(IPage page)
    {
        await page.GetByLabel("Explanation").FillAsync("Bought by mistake");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review refund" }).ClickAsync();
        await Assertions.Expect(page.Locator(".changes")).ToBeVisibleAsync();
    }
}
