using Microsoft.Playwright;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;

namespace SeoRankGenius.Credits.Tests.Browser;

/// <summary>Every page in light and dark, on a desk and on a phone: clean, and photographed for docs/.</summary>
public sealed class EveryPageTests(Chromium chromium) : BrowserTests(chromium)
{
    private static readonly (string Name, string? As, string Address)[] Pages =
    [
        ("signin", null, "/signin"),
        ("credits", SampleData.Owner, "/account/credits/" + Agency),
        ("trial", SampleData.Trial, "/account/credits"),
        ("free", SampleData.Free, "/account/credits"),
        ("plan-a-run", SampleData.Owner, $"/account/credits/{Agency}?feature=content-analysis&pages=500"),
        ("plans", SampleData.Owner, "/account/plans"),
        ("alerts", SampleData.Owner, $"/account/credits/{Agency}/alerts"),
        ("top-up", SampleData.Owner, $"/account/credits/{Agency}/top-up"),
        ("top-up-choose", SampleData.Owner, $"/account/credits/{Agency}/top-up/set-up?pool=shared"),
        ("top-up-wrong", SampleData.Owner,
            $"/account/credits/{Agency}/top-up/set-up?pool=domain&pack=domain-1000&threshold=0&limit=1"),
        ("top-up-agree", SampleData.Owner,
            $"/account/credits/{Agency}/top-up/set-up?pool=shared&pack=shared-5000&threshold=500&limit=60"),
        ("purchases-none", SampleData.Free, "/account/purchases"),
        ("admin", SampleData.Admin, "/admin"),
        ("admins", SampleData.Admin, "/admin/admins"),
        ("security", SampleData.Admin, "/admin/security"),
        ("two-factor", SampleData.Admin, "/admin/two-factor"),
        ("admin-not-found", SampleData.Admin, "/admin/nothing"),
        ("forbidden", SampleData.Admin, "/account/credits"),
        ("not-found", SampleData.Owner, "/account/credits/fabrikam-shop.example"),
        ("signout", SampleData.Owner, "/signout"),
    ];

    [SkippableTheory]
    [InlineData(1180, false, "")]
    [InlineData(1180, true, "-dark")]
    [InlineData(360, false, "-phone")]
    [InlineData(360, true, "-phone-dark")]
    public async Task Every_page_is_clean(int width, bool dark, string suffix)
    {
        foreach (var visits in Pages.GroupBy(page => page.As))
        {
            var look = new Look(width, dark);
            var page = visits.Key is null ? await VisitAsync(look) : await SignInAsync(visits.Key, look: look);
            foreach (var (name, _, address) in visits)
            {
                await page.GotoAsync(address);
                await IsCleanAsync(page);
                await Picture.TakeAsync(page, name + suffix);
            }
        }
    }

    [SkippableTheory]
    [InlineData(1180, false, "")]
    [InlineData(360, true, "-phone-dark")]
    public async Task The_pages_of_a_purchase_are_clean(int width, bool dark, string suffix)
    {
        var tab = await SignInAsync(SampleData.Owner, look: new Look(width, dark));
        var checkout = await BuyAsync(tab);
        await IsCleanAsync(checkout);
        await Picture.TakeAsync(checkout, "checkout" + suffix);

        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToBeVisibleAsync();

        await IsCleanAsync(checkout);
        await Picture.TakeAsync(checkout, "thanks" + suffix);

        await checkout.GetByRole(AriaRole.Link, new() { Name = "Your purchases" }).ClickAsync();
        await IsCleanAsync(checkout);
        await Picture.TakeAsync(checkout, "purchases" + suffix);
    }

    [SkippableTheory]
    [InlineData(1180, false, "")]
    [InlineData(1180, true, "-dark")]
    [InlineData(360, false, "-phone")]
    [InlineData(360, true, "-phone-dark")]
    public async Task The_pages_of_a_plan_are_clean(int width, bool dark, string suffix)
    {
        var look = new Look(width, dark);
        var tab = await SignInAsync(SampleData.Free, "/account/plans", look);
        await ShotAsync(tab, "plans-free" + suffix);
        var checkout = await PressAsync(tab, "Start free trial");
        await ShotAsync(checkout, "plan-checkout" + suffix);
        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToHaveTextAsync("Your trial has started");
        await ShotAsync(checkout, "plan-done" + suffix);

        await tab.ReloadAsync();
        await ShotAsync(tab, "plans-trial" + suffix);
        await ShotAsync(await PressAsync(tab, "Manage billing"), "portal" + suffix);
        await ShotAsync(await PressAsync(tab, "Change to Pro"), "portal-change" + suffix);

        var subscription = (string)Demo.Stripe!.Subscriptions.All[^1]["id"]!;
        Demo.Stripe.Subscriptions.ReplaceCard(subscription, TestCard.DeclinesLater);
        Demo.Stripe.Subscriptions.AdvanceToNext(subscription);
        await Demo.Stripe.Deliveries.IdleAsync();
        await tab.ReloadAsync();
        await ShotAsync(tab, "plans-past-due" + suffix);
        await tab.GotoAsync("/account/credits");
        await ShotAsync(tab, "credits-past-due" + suffix);
        var admin = await SignInAsync(SampleData.Admin, "/admin/licenses", look);
        await admin.Locator("main a", new() { HasTextString = "contoso-blog.example" }).First.ClickAsync();
        await Assertions.Expect(admin.Locator("#subscription")).ToBeVisibleAsync();
        await ShotAsync(admin, "admin-subscription" + suffix);
        Demo.Stripe.Subscriptions.Cancel(subscription);
        await Demo.Stripe.Deliveries.IdleAsync();
        await tab.ReloadAsync();
        await ShotAsync(tab, "free-waiting" + suffix);
        await tab.GotoAsync(Demo.Stripe.Url.AbsoluteUri);
        await ShotAsync(tab, "sandbox-plans" + suffix);
    }

    [SkippableTheory]
    [InlineData(1180, false, "")]
    [InlineData(360, true, "-phone-dark")]
    public async Task The_page_of_a_dispute_is_clean(int width, bool dark, string suffix)
    {
        var tab = await SignInAsync(SampleData.Owner);
        var checkout = await BuyAsync(tab);
        var session = new Uri(checkout.Url).Segments[^1];
        await PayAsync(checkout);
        await Assertions.Expect(checkout.Locator("#outcome")).ToBeVisibleAsync();
        var dispute = Demo.Stripe!.Disputes.Open(session);
        await Demo.Stripe.Deliveries.IdleAsync();
        var admin = await SignInAsync(SampleData.Admin, "/admin", new Look(width, dark));
        await IsCleanAsync(admin);
        await Picture.TakeAsync(admin, "admin-money" + suffix);

        await admin.Locator($"a[href='/admin/disputes/{dispute}']").ClickAsync();
        await IsCleanAsync(admin);
        await Picture.TakeAsync(admin, "admin-dispute" + suffix);
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        await IsCleanAsync(page);
        await Picture.TakeAsync(page, name);
    }

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
}
