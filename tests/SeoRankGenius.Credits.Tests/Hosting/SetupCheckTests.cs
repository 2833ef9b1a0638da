using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>What the command <c>check</c> says about Stripe.</summary>
public sealed class SetupCheckTests : AppTests
{
    [Fact]
    public async Task A_complete_setup_is_good()
    {
        var app = await AppAsync(Provider.Sqlite);

        Assert.All(await CheckAsync(app), finding => Assert.True(finding.IsGood, finding.Sentence));
    }

    [Fact]
    public async Task A_missing_endpoint_is_named()
    {
        var app = await AppAsync(Provider.Sqlite);
        app.Stripe.Endpoint = null;

        Assert.StartsWith("No webhook endpoint sends to http://127.0.0.1", await BadAsync(app));
    }

    [Theory]
    [InlineData("disabled", null, "*", "Webhook endpoint we_sandbox: It is disabled: enable it.")]
    [InlineData("enabled", "2020-08-27", "*",
        "Webhook endpoint we_sandbox: Its API version is 2020-08-27: create one with 2026-10-28.endive.")]
    public async Task An_endpoint_that_does_not_fit_is_named(
        string status, string? version, string events, string sentence)
    {
        var app = await AppAsync(Provider.Sqlite);
        app.Stripe.Endpoint = new() { Status = status, ApiVersion = version, EnabledEvents = [events] };

        Assert.Equal(sentence, await BadAsync(app));
    }

    [Fact]
    public async Task Missing_events_are_named()
    {
        var app = await AppAsync(Provider.Sqlite);
        var types = app.Get<EventProcessor>().Types;
        app.Stripe.Endpoint = new() { EnabledEvents = [.. types.Except(["refund.created", "invoice.paid"])] };

        Assert.Equal(
            "Webhook endpoint we_sandbox: It does not send invoice.paid, refund.created: add them.",
            await BadAsync(app));
    }

    [Fact]
    public async Task A_key_that_Stripe_does_not_know_is_named()
    {
        var app = await AppAsync(Provider.Sqlite, ("Stripe:SecretKey", "sk_test_other"));

        Assert.Equal("Stripe does not know the key. Set Stripe:SecretKey anew.", await BadAsync(app));
    }

    private static Task<IReadOnlyList<SetupFinding>> CheckAsync(App app) =>
        app.Get<StripeSetup>().CheckAsync(new Uri(app.Url, "/webhooks/stripe").ToString(), default);

    private static async Task<string> BadAsync(App app) =>
        Assert.Single(await CheckAsync(app), finding => !finding.IsGood).Sentence;
}
