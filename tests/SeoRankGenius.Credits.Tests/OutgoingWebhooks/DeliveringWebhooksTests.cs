using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Privacy;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Web.Background;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Tests.OutgoingWebhooks;

/// <summary>Events reach an endpoint over HTTP: signed, repeated, and given up in the end.</summary>
public sealed class DeliveringWebhooksTests : AppTests
{
    private static readonly (string, string) Private = ("Webhooks:AllowPrivateTargets", "true");

    [SkippableTheory, EachDatabase]
    public async Task A_paid_pack_is_told_with_a_signature(Provider on)
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, site, secret, _) = await GivenAsync(on, endpoint);
        await app.PostEventAsync(await app.PayAsync(site));

        await PassAsync(app);

        var received = Assert.Single(endpoint.Received);
        var happened = JsonNode.Parse(received.Payload)!;
        Assert.Equal(
            ("purchase.fulfilled", "shared-5000", "shared", 5_000, 20_00),
            ((string)happened["type"]!, (string)happened["data"]!["pack"]!, (string)happened["data"]!["pool"]!,
                (long)happened["data"]!["credits"]!, (long)happened["data"]!["priceMinor"]!));
        Assert.Equal([Signed(app, secret, received.Payload)], Signatures(received));
        Assert.Equal((1, 200), (await DeliveryAsync(app) is var row ? (row.Attempts, row.LastStatus) : default));
    }

    [SkippableTheory, EachDatabase]
    public async Task A_refused_event_is_repeated_with_growing_pauses(Provider on)
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, site, _, _) = await GivenAsync(on, endpoint);
        endpoint.Status = 500;
        await app.Get<SiteActivation>().DeactivateAsync(site.Id, default);
        var pauses = new List<TimeSpan>();

        for (var attempt = 0; attempt < 4; attempt++)
        {
            await PassAsync(app);
            await PassAsync(app);
            var due = (await DeliveryAsync(app)).DueAt!.Value;
            pauses.Add(due - app.World.Time.Now);
            app.World.Time.Advance(due - app.World.Time.Now);
        }

        endpoint.Status = 204;
        await PassAsync(app);

        Assert.Equal([1, 5, 30, 120], pauses.ConvertAll(pause => pause.TotalMinutes));
        Assert.Equal(5, endpoint.Received.Count);
        Assert.Single(endpoint.Received.Select(one => one.Payload).Distinct());
        Assert.NotNull((await DeliveryAsync(app)).DeliveredAt);
    }

    [SkippableTheory, EachDatabase]
    public async Task After_eight_attempts_the_endpoint_is_off_and_its_owner_told(Provider on)
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, site, _, id) = await GivenAsync(on, endpoint);
        endpoint.Status = 410;
        await app.Get<SiteActivation>().DeactivateAsync(site.Id, default);
        var began = app.World.Time.Now;

        while ((await DeliveryAsync(app)).DueAt is { } due)
        {
            app.World.Time.Advance(due - app.World.Time.Now);
            await PassAsync(app);
        }

        Assert.Equal(8, endpoint.Received.Count);
        Assert.Equal(new TimeSpan(2, 8, 36, 0), app.World.Time.Now - began);
        Assert.Equal("It answered with status 410.", (await DeliveryAsync(app)).Error);
        Assert.NotNull((await EndpointAsync(app, id)).DisabledAt);
        var mail = await app.World.ReadAsync(db => db.OutboxMails.SingleAsync());
        Assert.Equal("Your webhook endpoint was turned off", mail.Subject);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, site, _, _) = await GivenAsync(Provider.Sqlite, endpoint);
        endpoint.Status = 302;
        await app.Get<SiteActivation>().DeactivateAsync(site.Id, default);

        await PassAsync(app);

        Assert.Equal(["/hook"], endpoint.Received.Select(one => one.Path));
        Assert.Equal("It answered with a redirect, which is not followed.", (await DeliveryAsync(app)).Error);
    }

    [Fact]
    public async Task An_endpoint_that_nobody_listens_at_is_tried_again()
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, site, _, _) = await GivenAsync(Provider.Sqlite, endpoint);
        await endpoint.DisposeAsync();
        await app.Get<SiteActivation>().DeactivateAsync(site.Id, default);

        await PassAsync(app);

        var row = await DeliveryAsync(app);
        Assert.Equal(("It could not be reached.", 1), (row.Error, row.Attempts));
        Assert.Equal(TimeSpan.FromMinutes(1), row.DueAt - app.World.Time.Now);
    }

    [SkippableTheory, EachDatabase]
    public async Task A_slow_endpoint_delays_no_other_license(Provider on)
    {
        await using var slow = await WebhookReceiver.StartAsync();
        await using var quick = await WebhookReceiver.StartAsync();
        var (app, site, _, _) = await GivenAsync(on, slow);
        await EventsAsync(app, site, 2);
        var other = await app.World.SiteAsync();
        await AddAsync(app, other, quick);
        await EventsAsync(app, other, 20);
        slow.Answering = new TaskCompletionSource().Task;

        var pass = PassAsync(app);
        await slow.ReceivesAsync(1);
        await quick.ReceivesAsync(20);

        Assert.False(pass.IsCompleted);
        app.World.Time.Tick(WebhookSender.AnswerTimeout);
        await pass;
        Assert.Single(slow.Received);
    }

    [SkippableTheory, EachDatabase]
    public async Task An_endpoint_that_does_not_answer_gets_nothing_for_a_minute(Provider on)
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, site, _, id) = await GivenAsync(on, endpoint);
        await EventsAsync(app, site, 2);
        endpoint.Answering = new TaskCompletionSource().Task;
        var pass = PassAsync(app);
        await endpoint.ReceivesAsync(1);
        app.World.Time.Tick(WebhookSender.AnswerTimeout);
        await pass;
        endpoint.Answering = Task.CompletedTask;

        var retryAt = (await EndpointAsync(app, id)).RetryAt!.Value;
        app.World.Time.Advance(retryAt - app.World.Time.Now - TimeSpan.FromSeconds(1));
        await PassAsync(app);
        Assert.Single(endpoint.Received);
        app.World.Time.Advance(TimeSpan.FromSeconds(1));
        await PassAsync(app);

        Assert.Equal(3, endpoint.Received.Count);
    }

    [SkippableTheory, EachDatabase]
    public async Task Both_secrets_sign_for_a_day_after_a_rotation(Provider on)
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, site, old, id) = await GivenAsync(on, endpoint);
        var viewer = new Viewer(site.License.OwnerId);
        var fresh = await app.Get<WebhookEndpoints>().RotateAsync(viewer, id, default);

        await app.Get<WebhookEndpoints>().TestAsync(viewer, id, default);
        await PassAsync(app);
        var both = endpoint.Received.Last();
        Assert.Equal([Signed(app, fresh, both.Payload), Signed(app, old, both.Payload)], Signatures(both));
        app.World.Time.Advance(TimeSpan.FromHours(24));
        await app.Get<WebhookEndpoints>().TestAsync(viewer, id, default);
        await PassAsync(app);

        var one = endpoint.Received.Last();
        Assert.Equal([Signed(app, fresh, one.Payload)], Signatures(one));
    }

    [SkippableTheory, EachDatabase]
    public async Task Two_instances_deliver_an_event_once(Provider on)
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, site, _, _) = await GivenAsync(on, endpoint);
        await using var other = app.AnotherInstance(Private);
        await app.Get<SiteActivation>().DeactivateAsync(site.Id, default);

        await Task.WhenAll(PassAsync(app), PassAsync(other));

        Assert.Single(endpoint.Received);
    }

    [SkippableTheory, EachDatabase]
    public async Task Deliveries_are_kept_for_thirty_days(Provider on)
    {
        await using var endpoint = await WebhookReceiver.StartAsync();
        var (app, site, _, _) = await GivenAsync(on, endpoint);
        await app.Get<SiteActivation>().DeactivateAsync(site.Id, default);
        await PassAsync(app);

        app.World.Time.Advance(TimeSpan.FromDays(30));
        await app.Get<Retention>().ApplyAsync(default);
        Assert.NotNull(await DeliveryAsync(app));
        app.World.Time.Advance(TimeSpan.FromSeconds(1));
        await app.Get<Retention>().ApplyAsync(default);

        Assert.Equal(0, await app.World.ReadAsync(db => db.WebhookDeliveries.CountAsync()));
    }

    private async Task<(App App, TestSite Site, string Secret, Guid EndpointId)> GivenAsync(
        Provider on, WebhookReceiver receiver)
    {
        var app = await AppAsync(on, Private);
        var site = await app.World.SiteAsync();
        var secret = await AddAsync(app, site, receiver);
        return (app, site, secret, await EndpointIdAsync(app, site));
    }

    private static Task<string> AddAsync(App app, TestSite site, WebhookReceiver receiver) =>
        app.Get<WebhookEndpoints>().AddAsync(
            new Viewer(site.License.OwnerId), site.License.Id, receiver.Url, default);

    private static Task<Guid> EndpointIdAsync(App app, TestSite site) => app.World.ReadAsync(db =>
        db.WebhookEndpoints.Where(row => row.LicenseId == site.License.Id).Select(row => row.Id).SingleAsync());

    private static Task EventsAsync(App app, TestSite site, int count) => app.World.WriteAsync(db =>
    {
        for (; count > 0; count--)
            WebhookEvents.Queue(
                db, site.License.Id, (WebhookEvents.PlanChanged, $"{count}"), app.World.Time.Now, () => new { count });
        return Task.CompletedTask;
    });

    private static Task PassAsync(App app) => app.Get<WebhookPass>().PassAsync(default);

    private static Task<WebhookDelivery> DeliveryAsync(App app) =>
        app.World.ReadAsync(db => db.WebhookDeliveries.AsNoTracking().SingleAsync());

    private static Task<WebhookEndpoint> EndpointAsync(App app, Guid id) =>
        app.World.ReadAsync(db => db.WebhookEndpoints.AsNoTracking().SingleAsync(row => row.Id == id));

    private static IEnumerable<string> Signatures(ReceivedWebhook received) => received.Signature.Split(',')
        .Where(part => part.StartsWith("v1=", StringComparison.Ordinal)).Select(part => part[3..]);

    private static string Signed(App app, string secret, string payload) => Convert.ToHexStringLower(
        HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret),
            Encoding.UTF8.GetBytes($"{app.World.Time.GetUtcNow().ToUnixTimeSeconds()}.{payload}")));
}
