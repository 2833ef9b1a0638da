using SeoRankGenius.Credits.Billing.Purchases;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Demo.Sandbox;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Pages;

/// <summary>From the Credits tab to Stripe and back, as a browser sees it.</summary>
public sealed class BuyNowTests : AppTests
{
    private const string Site = "northwind-agency.example", Tab = "/account/credits/" + Site;

    [Fact]
    public async Task It_leads_to_the_checkout_at_Stripe()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var answer = (await owner.PressBuyNowAsync(Site, "shared-5000")).Is(303);

        Assert.StartsWith(app.Stripe.ApiBase + "/c/pay/cs_test_", answer.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stripe_knows_the_way_back()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        await owner.BuyAsync(Site, "shared-5000");

        var fields = Assert.Single(app.Stripe.Requests).Fields;
        var origin = app.Url.GetLeftPart(UriPartial.Authority);
        Assert.Equal($"{origin}{Tab}/thanks?session_id={{CHECKOUT_SESSION_ID}}", fields["success_url"]);
        Assert.Equal($"{origin}{Tab}?checkout=canceled", fields["cancel_url"]);
        Assert.Equal(SampleData.Owner, fields["customer_email"]);
    }

    [Fact]
    public async Task Links_handed_to_Stripe_have_the_public_origin()
    {
        var app = await SampleAppAsync(("PublicUrl", "https://credits.example/"));
        using var owner = await app.SignInAsync(SampleData.Owner);

        await owner.BuyAsync(Site, "shared-5000");

        Assert.StartsWith(
            "https://credits.example/account/", app.Stripe.Requests[0].Fields["success_url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_landing_page_says_what_was_bought()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        var back = await app.Stripe.PayAsync(await owner.BuyAsync(Site, "shared-5000"));
        var page = await owner.PageAsync(back!.PathAndQuery);

        Assert.Contains("5,000 shared credits for $20", Text(page), StringComparison.Ordinal);
        Assert.Contains("Shared Credits now 8,450", Text(page), StringComparison.Ordinal);
        Assert.Equal(PurchaseStatus.Paid, (await app.World.PurchaseAsync()).Status);
    }

    [Fact]
    public async Task Reloading_the_landing_page_credits_once()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var back = await app.Stripe.PayAsync(await owner.BuyAsync(Site, "shared-5000"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => owner.PageAsync(back!.PathAndQuery)));
        await app.Stripe.Deliveries.ReleaseAsync();

        Assert.Contains("8,450", Text(await owner.PageAsync(Tab)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pending_payment_is_shown_as_pending()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var session = await owner.BuyAsync(Site, "domain-1000");

        var back = await app.Stripe.PayAsync(session, TestCard.BankDebitThatSucceeds);

        Assert.Contains(
            "Your payment is pending", Text(await owner.PageAsync(back!.PathAndQuery)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_Stripe_is_unreachable_the_landing_page_shows_all_the_same()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        var back = await app.Stripe.PayAsync(await owner.BuyAsync(Site, "domain-1000"));
        app.Stripe.Faults.Always(Fault.Unreachable);

        var page = await owner.PageAsync(back!.PathAndQuery);

        Assert.Contains("Stripe can’t be reached right now", Text(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, true)]
    [InlineData(502, false)]
    public async Task Without_a_checkout_a_page_says_so(int status, bool isAway)
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        app.Stripe.Faults.Always(isAway ? Fault.Unreachable : Fault.Refuse(402));

        var answer = (await owner.PressBuyNowAsync(Site, "shared-5000")).Is(status);

        Assert.Contains("Nothing was charged", Text(Visitor.Parse(answer)), StringComparison.Ordinal);
        Assert.Equal(isAway ? "5" : null, answer.Header("Retry-After"));
        Assert.Equal(PurchaseStatus.Failed, (await app.World.PurchaseAsync()).Status);
    }

    [Theory]
    [InlineData("shared-7")]
    [InlineData("")]
    public async Task An_unknown_pack_is_not_found(string pack)
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);

        (await owner.PostWithTokenAsync(Tab, Tab + "/buy", ("pack", pack))).Is(404);

        Assert.Empty(await app.World.PurchasesAsync());
    }

    [Fact]
    public async Task The_free_plan_cannot_buy_past_its_page()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Free);

        const string past = "/account/credits/contoso-blog.example/buy";
        (await owner.PostWithTokenAsync("/signout", past, ("pack", "shared-1000"))).Is(403);

        Assert.Empty(await app.World.PurchasesAsync());
    }

    private static string Text(AngleSharp.Dom.IDocument page) =>
        string.Join(' ', page.Body!.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
