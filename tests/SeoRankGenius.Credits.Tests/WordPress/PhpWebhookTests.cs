using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Web.Background;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Tests.WordPress;

/// <summary>The PHP client verifies a webhook as it arrived.</summary>
public sealed class PhpWebhookTests : AppTests
{
    [SkippableTheory]
    [InlineData("", "", 300, true)]
    [InlineData("", "", 301, false)]
    [InlineData("", "", -301, false)]
    [InlineData(" ", "", 0, false)]
    [InlineData("", "x", 0, false)]
    public async Task A_genuine_and_young_event_is_accepted(string change, string otherSecret, int age, bool isAccepted)
    {
        Php.Require();
        await using var endpoint = await WebhookReceiver.StartAsync();
        var app = await AppAsync(Provider.Sqlite, ("Webhooks:AllowPrivateTargets", "true"));
        var license = await app.World.LicenseAsync();
        var viewer = new Viewer(license.OwnerId);
        var endpoints = app.Get<WebhookEndpoints>();
        var secret = await endpoints.AddAsync(viewer, license.Id, endpoint.Url, default);
        var id = Assert.Single((await endpoints.ReadAsync(viewer, default)).Endpoints).Id;
        await endpoints.TestAsync(viewer, id, default);
        await app.Get<WebhookPass>().PassAsync(default);
        var received = Assert.Single(endpoint.Received);

        var answer = Assert.Single(await Php.CallAsync(
            app.Url.ToString(), "",
            [
                "verify_webhook", received.Payload + change, received.Signature, secret + otherSecret, 300,
                app.World.Time.GetUtcNow().ToUnixTimeSeconds() + age,
            ]));

        Assert.Equal(
            isAccepted ? "test" : "bad_signature",
            (string?)(answer["answer"]?["type"] ?? answer["code"]));
    }
}
