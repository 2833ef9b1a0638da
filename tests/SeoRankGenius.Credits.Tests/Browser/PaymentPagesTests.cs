using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>The pages before, during and after a payment, in light and dark, on a desk and on a phone.</summary>
public sealed class PaymentPagesTests : BrowserTests
{
    [SkippableTheory]
    [InlineData(1180, false)]
    [InlineData(360, true)]
    public async Task The_pages_of_a_purchase_are_clean(int width, bool dark)
    {
        var look = new Look(width, dark);
        var tab = await SignInAsync(SampleData.Owner, look: look);
        var checkout = await BuyAsync(tab);
        await ShotAsync(checkout, "checkout", look);

        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToBeVisibleAsync();
        await ShotAsync(checkout, "thanks", look);

        await checkout.GetByRole(AriaRole.Link, new() { Name = "Your purchases" }).ClickAsync();
        await ShotAsync(checkout, "purchases", look);
    }

    [SkippableTheory]
    [InlineData(1180, false)]
    [InlineData(360, true)]
    public async Task The_pages_of_a_new_plan_are_clean(int width, bool dark)
    {
        var look = new Look(width, dark);
        var tab = await SignInAsync(SampleData.Free, "/account/plans", look);
        await ShotAsync(tab, "plans-free", look);
        var checkout = await PressAsync(tab, "Start free trial");
        await ShotAsync(checkout, "plan-checkout", look);
        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToHaveTextAsync("Your trial has started");
        await ShotAsync(checkout, "plan-done", look);

        await tab.ReloadAsync();
        await ShotAsync(tab, "plans-trial", look);
        await ShotAsync(await PressAsync(tab, "Manage billing"), "portal", look);
        await ShotAsync(await PressAsync(tab, "Change to Pro"), "portal-change", look);
    }

    [SkippableTheory]
    [InlineData(1180, false)]
    [InlineData(360, true)]
    public async Task The_pages_of_an_unpaid_plan_are_clean(int width, bool dark)
    {
        var look = new Look(width, dark);
        var tab = await SignInAsync(SampleData.Free, "/account/plans", look);
        var checkout = await PressAsync(tab, "Start free trial");
        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToBeVisibleAsync();
        var subscription = (string)Demo.Stripe!.Subscriptions.All[^1]["id"]!;
        Demo.Stripe.Subscriptions.ReplaceCard(subscription, TestCard.DeclinesLater);
        Demo.Stripe.Subscriptions.AdvanceToNext(subscription);
        await Demo.Stripe.Deliveries.IdleAsync();

        await tab.ReloadAsync();
        await ShotAsync(tab, "plans-past-due", look);
        await tab.GotoAsync("/account/credits");
        await ShotAsync(tab, "credits-past-due", look);
        var admin = await SignInAsync(SampleData.Admin, "/admin/licenses", look);
        await admin.Locator("main a", new() { HasTextString = "contoso-blog.example" }).First.ClickAsync();
        await Assertions.Expect(admin.Locator("#subscription")).ToBeVisibleAsync();
        await ShotAsync(admin, "admin-subscription", look);
        Demo.Stripe.Subscriptions.Cancel(subscription);
        await Demo.Stripe.Deliveries.IdleAsync();
        await tab.ReloadAsync();
        await ShotAsync(tab, "free-waiting", look);
        await tab.GotoAsync(Demo.Stripe.Url.AbsoluteUri);
        await ShotAsync(tab, "sandbox-plans", look);
    }

    [SkippableTheory]
    [InlineData(1180, false)]
    [InlineData(360, true)]
    public async Task The_page_of_a_dispute_is_clean(int width, bool dark)
    {
        var look = new Look(width, dark);
        var tab = await SignInAsync(SampleData.Owner);
        var checkout = await BuyAsync(tab);
        var session = new Uri(checkout.Url).Segments[^1];
        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToBeVisibleAsync();
        var dispute = Demo.Stripe!.Disputes.Open(session);
        await Demo.Stripe.Deliveries.IdleAsync();
        var admin = await SignInAsync(SampleData.Admin, "/admin", look);
        await ShotAsync(admin, "admin-money", look);

        await admin.Locator($"a[href='/admin/disputes/{dispute}']").ClickAsync();
        await ShotAsync(admin, "admin-dispute", look);
    }
}
