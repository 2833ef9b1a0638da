using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>The plans page: what it says of a license and what its buttons do.</summary>
public sealed class PlansPageTests : AppTests
{
    private const string Page = "/account/plans";

    [Fact]
    public async Task On_Free_every_paid_plan_can_be_started()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;

        var page = await owner.PageAsync(Page);

        Assert.Equal(["Start Pro", "Start free trial"], Buttons(page));
        Assert.Contains("Free for 14 days, with 500 credits", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await app.World.OrdersAsync());
    }

    [Fact]
    public async Task Start_leads_to_Stripes_checkout()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;

        var answer = await StartAsync(owner, "pro");

        Assert.StartsWith(app.Stripe.ApiBase + "/c/pay/cs_test_", answer.Is(303).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_plans_started_at_once_lead_to_a_checkout_or_are_told_to_wait()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;

        var answers = await Concurrently.AtOnceAsync(
            4, number => StartAsync(owner, number % 2 == 0 ? "pro" : "agency"));

        Assert.All(answers, answer => Assert.True(answer.Status is 303 or 409, $"{answer.Status}"));
        Assert.All(
            answers.Where(answer => answer.Status == 409),
            answer => Assert.Contains("Your plan is being started. Try again in a moment.", answer.Body));
        (await StartAsync(owner, "pro")).Is(303);
        Assert.Single(app.Stripe.Sessions, made => (string?)made["status"] == "open");
    }

    [Fact]
    public async Task Landing_says_what_happened_before_any_webhook()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;
        var landing = await PaidAsync(app, owner, "pro");

        var page = await owner.PageAsync(landing);

        Assert.Equal("Thank you. You are on Pro.", page.QuerySelector("#outcome")!.TextContent);
        Assert.Equal("2,000", page.QuerySelector(".now dd")!.TextContent);
        var tab = await owner.PageAsync("/account/credits/contoso-blog.example");
        Assert.Equal("2,000", tab.QuerySelector("#balance-shared")!.TextContent);
    }

    [Fact]
    public async Task Landing_on_a_trial_says_until_when()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;

        var page = await owner.PageAsync(await PaidAsync(app, owner, "agency"));

        Assert.Equal("Your trial has started", page.QuerySelector("#outcome")!.TextContent);
        var tab = await owner.PageAsync("/account/credits/contoso-blog.example");
        Assert.Contains("Trial · ends", tab.QuerySelector(".head")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("500", tab.QuerySelector("#balance-shared")!.TextContent);
    }

    [Fact]
    public async Task Landing_once_more_after_the_end_says_so()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;
        var landing = await PaidAsync(app, owner, "pro");
        app.Stripe.Subscriptions.Cancel((string)app.Stripe.Subscriptions.All[^1]["id"]!);

        var page = await owner.PageAsync(landing);

        Assert.Equal("This plan has ended", page.QuerySelector("#outcome")!.TextContent);
    }

    [Fact]
    public async Task With_Stripe_away_landing_still_shows_a_page()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;
        var landing = await PaidAsync(app, owner, "pro");
        app.Stripe.Faults.Always(Fault.Refuse(429));

        var page = await owner.PageAsync(landing);

        Assert.Equal("We are waiting for Stripe’s confirmation", page.QuerySelector("#outcome")!.TextContent);
    }

    [Fact]
    public async Task A_subscribed_license_changes_and_manages_at_Stripe()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;
        await owner.PageAsync(await PaidAsync(app, owner, "pro"));

        var page = await owner.PageAsync(Page);

        Assert.Equal(["Manage billing", "Change to Agency"], Buttons(page));
        Assert.Contains("Renews on", page.QuerySelector(".current-plan")!.TextContent, StringComparison.Ordinal);
        var license = page.QuerySelector<IHtmlInputElement>("[name=license]")!.Value;
        (string, string) own = ("license", license);
        foreach (var fields in ((string, string)[][])[[own], [own, ("plan", "agency")]])
        {
            var answer = await owner.PostWithTokenAsync(Page, Page + "/billing", fields);
            Assert.StartsWith(app.Stripe.ApiBase + "/p/session/", answer.Is(303).Location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_subscribed_license_that_starts_once_more_is_led_to_its_billing()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;
        var license = await LicenseAsync(owner);
        await owner.PageAsync(await PaidAsync(app, owner, "pro"));

        var answer = await owner.PostWithTokenAsync(
            Page, Page + "/start", ("license", license), ("plan", "agency"));

        Assert.StartsWith(app.Stripe.ApiBase + "/p/session/", answer.Is(303).Location, StringComparison.Ordinal);
        Assert.Single(await app.World.OrdersAsync());
    }

    [Fact]
    public async Task Back_from_the_portal_the_page_shows_what_was_done()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;
        var license = await LicenseAsync(owner);
        await owner.PageAsync(await PaidAsync(app, owner, "pro"));
        app.Stripe.Subscriptions.CancelAtPeriodEnd((string)app.Stripe.Subscriptions.All[^1]["id"]!);

        var page = await owner.PageAsync((await owner.GetAsync($"{Page}/back/{license}")).Is(302).Location!);

        Assert.Contains("After that this license is on Free.", page.QuerySelector(".current-plan")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canceled_plan_can_be_kept()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;
        var license = await LicenseAsync(owner);
        await owner.PageAsync(await PaidAsync(app, owner, "pro"));
        app.Stripe.Subscriptions.CancelAtPeriodEnd((string)app.Stripe.Subscriptions.All[^1]["id"]!);

        var page = await owner.PageAsync((await owner.GetAsync($"{Page}/back/{license}")).Is(302).Location!);

        Assert.Equal(["Manage billing", "Keep Pro", "Change to Agency"], Buttons(page));
    }

    [Fact]
    public async Task A_card_says_what_is_paid_today()
    {
        var (_, owner) = await GivenAsync(SampleData.Free);
        using var __ = owner;

        var costs = (await owner.PageAsync(Page)).QuerySelectorAll(".cost").Select(it => it.TextContent).ToList();

        Assert.Equal("You pay $29.00 today, then $29.00 each month.", costs[0]);
        Assert.StartsWith("You pay nothing today. The first payment of ", costs[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_says_the_price_difference_before_Stripe()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;
        await owner.PageAsync(await PaidAsync(app, owner, "pro"));

        var page = await owner.PageAsync(Page);

        Assert.EndsWith(
            "more per month. Stripe shows what is due today before you confirm.",
            page.QuerySelector(".cost")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("[aria-current=true]"));
    }

    [Fact]
    public async Task A_failed_payment_asks_for_another_card()
    {
        var (app, owner) = await GivenAsync(SampleData.Free);
        using var _ = owner;
        await owner.PageAsync(await PaidAsync(app, owner, "pro"));
        var subscription = (string)app.Stripe.Subscriptions.All[^1]["id"]!;
        app.Stripe.Subscriptions.ReplaceCard(subscription, TestCard.DeclinesLater);
        app.Stripe.Subscriptions.AdvanceToNext(subscription);
        await app.DeliverPlanEventsAsync(subscription);

        Assert.Contains("Update your card", Buttons(await owner.PageAsync(Page)));
        var tab = await owner.PageAsync("/account/credits/contoso-blog.example");
        Assert.Contains("The last payment for your plan failed.", tab.Body!.TextContent, StringComparison.Ordinal);
    }

    private static Task<HttpAnswer> StartAsync(Visitor owner, string plan) =>
        owner.SubmitAsync(Page, "/start", ("plan", plan));

    // Where Stripe's page leads after the payment.
    private static async Task<string> PaidAsync(App app, Visitor owner, string plan)
    {
        var session = new Uri((await StartAsync(owner, plan)).Is(303).Location!).Segments[^1];
        return (await app.Stripe.PayAsync(session))!.PathAndQuery;
    }

    private static async Task<string> LicenseAsync(Visitor owner) =>
        (await owner.PageAsync("/account/plans")).QuerySelector<IHtmlInputElement>("input[name=license]")!.Value;

    private static IEnumerable<string> Buttons(IHtmlDocument page) =>
        page.QuerySelectorAll("main form[method=post] button").Select(button => button.TextContent.Trim());

    private async Task<(App App, Visitor Owner)> GivenAsync(string email)
    {
        var app = await SampleAppAsync(PlanSteps.WithAgency);
        return (app, await app.SignInAsync(email));
    }
}
