using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;
using SeoRankGenius.Credits.Web.Background;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Tests.OutgoingWebhooks;

/// <summary>The button Send test: one waits per endpoint, and a license has ten an hour.</summary>
public sealed class TestEventsTests : AppTests
{
    private static readonly (string, string) Private = ("Webhooks:AllowPrivateTargets", "true");

    [SkippableTheory, EachDatabase]
    public async Task While_one_waits_a_second_press_changes_nothing(Provider on)
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, viewer, id) = await GivenAsync(on, endpoint);

        var queued = await Concurrently.AtOnceAsync(4, _ => TestAsync(app, viewer, id));

        Assert.Equal(1, queued.Count(isNew => isNew));
        Assert.Equal(1, await app.World.ReadAsync(db => db.WebhookDeliveries.CountAsync()));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_new_one_replaces_one_that_failed_and_waits(Provider on)
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, viewer, id) = await GivenAsync(on, endpoint);
        endpoint.Status = 500;
        await TestAsync(app, viewer, id);
        await app.Get<WebhookPass>().PassAsync(default);

        Assert.True(await TestAsync(app, viewer, id));

        Assert.Equal(1, await app.World.ReadAsync(db => db.WebhookDeliveries.CountAsync(row => row.DueAt != null)));
        Assert.Equal(2, await app.World.ReadAsync(db => db.WebhookDeliveries.CountAsync()));
    }

    [SkippableTheory, EachDatabase]
    public async Task The_eleventh_within_an_hour_is_refused(Provider on)
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, viewer, id) = await GivenAsync(on, endpoint);
        for (var number = 0; number < WebhookEndpoints.MostTests; number++)
        {
            Assert.True(await TestAsync(app, viewer, id));
            await app.Get<WebhookPass>().PassAsync(default);
        }

        var refusal = await Assert.ThrowsAsync<Refusal>(() => TestAsync(app, viewer, id));
        app.World.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(
            (RefusalCode.InvalidRequest, "A license has at most 10 test events an hour. Try again later."),
            (refusal.Code, refusal.Message));
        Assert.True(await TestAsync(app, viewer, id));
        Assert.Equal(10, endpoint.Received.Count);
    }

    private static Task<bool> TestAsync(App app, Viewer viewer, Guid id) =>
        app.Get<WebhookEndpoints>().TestAsync(viewer, id, default);

    private async Task<(App App, Viewer Viewer, Guid EndpointId)> GivenAsync(Provider on, WebhookReceiver receiver)
    {
        var app = await AppAsync(on, Private);
        var license = await app.World.LicenseAsync();
        var viewer = new Viewer(license.OwnerId);
        await app.Get<WebhookEndpoints>().AddAsync(viewer, license.Id, receiver.Url, default);
        return (app, viewer, (await app.Get<WebhookEndpoints>().ReadAsync(viewer, default)).Endpoints[0].Id);
    }
}
