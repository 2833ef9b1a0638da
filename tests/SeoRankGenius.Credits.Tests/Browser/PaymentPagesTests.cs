using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>The pages before, during and after a payment, in light and dark, on a desk and on a phone.</summary>
public sealed class PaymentPagesTests : BrowserTests
{
    [SkippableTheory]
    [InlineData(1180, false)]
    [InlineData(320, true)]
    public async Task The_pages_of_a_purchase_are_clean(int width, bool dark)
    {
        var look = new Look(width, dark);
        var tab = await SignInAsync(SampleData.Owner, look: look);
        var checkout = await BuyAsync(tab);
        await checkout.IsCleanInBothColoursAsync("checkout", look);

        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToBeVisibleAsync();
        await checkout.IsCleanInBothColoursAsync("thanks", look);

        await checkout.GetByRole(AriaRole.Link, new() { Name = "Your purchases" }).ClickAsync();
        await checkout.IsCleanInBothColoursAsync("purchases", look);
    }

    [SkippableFact]
    public async Task The_pages_of_a_new_plan_are_clean()
    {
        var tab = await SignInAsync(SampleData.Free, "/account/plans");
        await tab.IsCleanInEveryLookAsync("plans-free");
        var checkout = await PressAsync(tab, "Start free trial");
        await checkout.IsCleanInEveryLookAsync("plan-checkout");
        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToHaveTextAsync("Your trial has started");
        await checkout.IsCleanInEveryLookAsync("plan-done");

        await tab.ReloadAsync();
        await tab.IsCleanInEveryLookAsync("plans-trial");
        await (await PressAsync(tab, "Manage billing")).IsCleanInEveryLookAsync("portal");
        await (await PressAsync(tab, "Change to Pro")).IsCleanInEveryLookAsync("portal-change");
    }

    [SkippableFact]
    public async Task The_pages_of_an_unpaid_plan_are_clean()
    {
        var tab = await SignInAsync(SampleData.Free, "/account/plans");
        var checkout = await PressAsync(tab, "Start free trial");
        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToBeVisibleAsync();
        var subscription = (string)Demo.Stripe!.Subscriptions.All[^1]["id"]!;
        Demo.Stripe.Subscriptions.ReplaceCard(subscription, TestCard.DeclinesLater);
        Demo.Stripe.Subscriptions.AdvanceToNext(subscription);
        await Demo.Stripe.Deliveries.IdleAsync();

        await tab.ReloadAsync();
        await tab.IsCleanInEveryLookAsync("plans-past-due");
        await tab.GotoAsync("/account/credits");
        await tab.IsCleanInEveryLookAsync("credits-past-due");
        var admin = await SignInAsync(SampleData.Admin, "/admin/licenses");
        await admin.Locator("main a", new() { HasTextString = "contoso-blog.example" }).First.ClickAsync();
        await Assertions.Expect(admin.Locator("#subscription")).ToBeVisibleAsync();
        await admin.IsCleanInEveryLookAsync("admin-subscription");
        Demo.Stripe.Subscriptions.Cancel(subscription);
        await Demo.Stripe.Deliveries.IdleAsync();
        await tab.ReloadAsync();
        await tab.IsCleanInEveryLookAsync("free-waiting");
        await tab.GotoAsync(Demo.Stripe.Url.AbsoluteUri);
        await tab.IsCleanInEveryLookAsync("sandbox-plans");
    }

    [SkippableFact]
    public async Task The_page_of_a_dispute_is_clean()
    {
        var tab = await SignInAsync(SampleData.Owner);
        var checkout = await BuyAsync(tab);
        var session = new Uri(checkout.Url).Segments[^1];
        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToBeVisibleAsync();
        var dispute = Demo.Stripe!.Disputes.Open(session);
        await Demo.Stripe.Deliveries.IdleAsync();
        var admin = await SignInAsync(SampleData.Admin, "/admin");
        await admin.IsCleanInEveryLookAsync("admin-money");

        await admin.Locator($"a[href='/admin/disputes/{dispute}']").ClickAsync();
        await admin.IsCleanInEveryLookAsync("admin-dispute");
    }
}
