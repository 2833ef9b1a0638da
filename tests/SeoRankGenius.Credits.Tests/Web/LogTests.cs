using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Support;

namespace SeoRankGenius.Credits.Tests.Web;

/// <summary>What an operator reads: the console of the real program.</summary>
public sealed class LogTests
{
    private const string Site = "northwind-agency.example";

    [Fact]
    public async Task A_purchase_can_be_followed_by_its_ids()
    {
        await using var demo = await DemoProcess.StartAsync();

        await BuyAndPayAsync(demo);

        var purchase = await demo.ReadAsync(db => db.Purchases.SingleAsync());
        var paid = await demo.ReadAsync(db => db.PaymentEvents.SingleAsync(kept => kept.PurchaseId == purchase.Id));
        Assert.Contains($"Purchase {purchase.Id} of shared-1000 for site {purchase.SiteId}", demo.Log);
        Assert.Contains($"Purchase {purchase.Id} has session {purchase.StripeSessionId}", demo.Log);
        Assert.Contains($"Payment event {paid.Id} checkout.session.completed: Credited (purchase {purchase.Id})", demo.Log);
    }

    [Fact]
    public async Task A_request_is_one_line()
    {
        await using var demo = await DemoProcess.StartAsync();

        await BuyAndPayAsync(demo);

        var lines = demo.Log.Split('\n');
        foreach (var line in (string[])
            ["HTTP POST /signin responded 302", $"HTTP POST /account/credits/{Site}/buy responded 303"])
            Assert.Single(lines, written => written.Contains(line, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Nothing_secret_is_written()
    {
        await using var demo = await DemoProcess.StartAsync();
        using var visitor = new Browser(demo.App);

        await visitor.SignInAsync("someone@else.example", "their-Password-77", "/signin?returnUrl=%2Fsecret-place");
        var cookie = await BuyAndPayAsync(demo);
        var paid = Assert.Single(await demo.PaidEventsAsync());
        Assert.Equal(400, await demo.PostEventAsync(paid, secret: "whsec_wrong"));
        Assert.Equal(200, await demo.PostEventAsync(paid));

        foreach (var secret in (string[])
            [
                SampleData.Password, "their-Password-77", SampleData.Owner, "someone@else.example", "sk_test_demo",
                "whsec", "v1=", "4242", "srgt_", "CfDJ8", "secret-place", "client_reference_id", "customer_email", cookie,
            ])
            Assert.DoesNotContain(secret, demo.Log);
    }

    [Fact]
    public async Task An_address_that_Stripe_quotes_is_not_written()
    {
        await using var demo = await DemoProcess.StartAsync();
        await demo.ReadAsync(db => db.Database.ExecuteSqlAsync(
            $"UPDATE AspNetUsers SET Email = 'odd.buyer@northwind' WHERE Email = {SampleData.Owner}"));
        using var owner = new Browser(demo.App);
        await owner.SignInAsync(SampleData.Owner, SampleData.Password);

        (await owner.PressBuyNowAsync(Site, "shared-1000")).Is(502);

        await demo.UntilLoggedAsync("/buy responded 502");
        Assert.Contains("Stripe refused a checkout: 400 invalid_request_error", demo.Log);
        Assert.DoesNotContain("odd.buyer", demo.Log);
    }

    // Until the event is settled and both requests are logged; the value of a cookie that was set on the way.
    private static async Task<string> BuyAndPayAsync(DemoProcess demo)
    {
        using var owner = new Browser(demo.App);
        var signedIn = (await owner.SignInAsync(SampleData.Owner, SampleData.Password)).Is(302);
        var session = await owner.BuyAsync(Site, "shared-1000");
        await demo.PayAsync(session);
        await demo.UntilLoggedAsync("checkout.session.completed: Credited");
        return signedIn.Cookies[0].Split('=', ';')[1];
    }
}
