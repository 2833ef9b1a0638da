using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>What an operator reads: the console of the real program.</summary>
public sealed class LogTests(LogTests.Story story) : IClassFixture<LogTests.Story>
{
    private const string Site = "northwind-agency.example", StrangersPassword = "their-Password-77";

    private readonly DemoProcess _demo = story.Demo;

    [Fact]
    public async Task A_purchase_can_be_followed_by_its_ids()
    {
        var purchase = await _demo.ReadAsync(db => db.Purchases.SingleAsync(made => made.PaidAt != null));
        var paid = await _demo.ReadAsync(db => db.StoredEvents.SingleAsync(kept =>
            kept.PurchaseId == purchase.Id && kept.Type == "checkout.session.completed"));

        Assert.Contains($"Purchase {purchase.Id} of shared-1000 for site {purchase.SiteId}", _demo.Log);
        Assert.Contains($"Purchase {purchase.Id} has session {purchase.StripeSessionId}", _demo.Log);
        Assert.Contains(
            $"Payment event {paid.Id} checkout.session.completed: Credited (purchase {purchase.Id}) ", _demo.Log);
    }

    [Theory]
    [InlineData("HTTP POST /account/credits/fabrikam-shop.example/buy responded 502")]
    [InlineData($"HTTP POST /account/credits/{Site}/buy responded 303")]
    [InlineData("HTTP POST /webhooks/stripe responded 400")]
    public void A_request_is_one_line(string line) => Assert.Single(
        _demo.Log.Split('\n'), written => written.Contains(line, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Nothing_secret_is_written()
    {
        foreach (var secret in (string[])
            [
                SampleData.Password, StrangersPassword, SampleData.Owner, "someone@else.example", "sk_test_demo",
                "whsec", "v1=", "4242 4242", "4242424242424242", "srgt_", "CfDJ8", "secret-place",
                "client_reference_id", story.Cookie,
            ])
            Assert.DoesNotContain(secret, _demo.Log);
    }

    [Fact]
    public void A_refusal_of_Stripe_is_written_without_the_address_it_quotes()
    {
        Assert.Contains("Stripe answered 400 invalid_request_error email_invalid customer_email", _demo.Log);
        Assert.DoesNotContain("odd.buyer", _demo.Log);
    }

    /// <summary>
    /// A stranger fails to sign in; the owner signs in, buys and pays; the event comes, and once more with a wrong
    /// signature. Another owner has an address that Stripe does not take.
    /// </summary>
    public sealed class Story : IAsyncLifetime
    {
        public DemoProcess Demo { get; private set; } = null!;

        /// <summary>The value of the cookie that the owner signed in with.</summary>
        public string Cookie { get; private set; } = "";

        public async Task InitializeAsync()
        {
            Demo = await DemoProcess.StartAsync();
            using var stranger = new Visitor(Demo.App);
            await stranger.SignInAsync("someone@else.example", StrangersPassword, "/signin?returnUrl=%2Fsecret-place");
            using var owner = new Visitor(Demo.App);
            var signedIn = (await owner.SignInAsync(SampleData.Owner, SampleData.Password)).Is(302);
            Cookie = signedIn.Cookies[0].Split('=', ';')[1];
            await Demo.PayAsync(await owner.BuyAsync(Site, "shared-1000"));
            await Demo.UntilLoggedAsync("checkout.session.completed: Credited");
            Assert.Equal(400, await Demo.PostEventAsync(Assert.Single(await Demo.PaidEventsAsync()), "whsec_wrong"));
            await BuyWithOddAddressAsync();
            await Demo.UntilLoggedAsync("/webhooks/stripe responded 400");
            await Demo.UntilLoggedAsync("/buy responded 502");
        }

        public async Task DisposeAsync() => await Demo.DisposeAsync();

        private async Task BuyWithOddAddressAsync()
        {
            await Demo.ReadAsync(db => db.Database.ExecuteSqlAsync(
                $"UPDATE AspNetUsers SET Email = 'odd.buyer@northwind' WHERE Email = {SampleData.Trial}"));
            using var owner = new Visitor(Demo.App);
            await owner.SignInAsync(SampleData.Trial, SampleData.Password);
            (await owner.PressBuyNowAsync("fabrikam-shop.example", "shared-1000")).Is(502);
        }
    }
}
