using System.Text;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Tests.Scenarios;

namespace SeoRankGenius.Credits.Tests.Webhooks;

/// <summary>What Stripe would not have sent: a clear 4xx, nothing stored, nothing told.</summary>
public sealed class WebhookInputTests : AppTests
{
    private const string Event =
        """
        {"id":"evt_1","object":"event","type":"customer.created","api_version":"2026-10-28.endive","created":1780000000,
        "livemode":false,"data":{"object":{"id":"cus_1","object":"customer"}}}
        """;

    [Fact]
    public async Task A_signed_event_is_stored()
    {
        var app = await AppAsync(Provider.Sqlite);

        (await app.PostEventAsync(Event)).Is(200);

        Assert.Equal("evt_1", (await app.World.EventAsync()).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("t=1,v1=00")]
    [InlineData("v1")]
    [InlineData("t=,v1=")]
    [InlineData("t=abc,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd")]
    [InlineData("t=99999999999999999999,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd")]
    [InlineData("=,=,=,,,")]
    [InlineData("Bearer whsec_demo_secret")]
    public async Task A_malformed_signature_is_refused(string signature) =>
        await RefusedAsync(app => app.PostEventAsync(Event, signature));

    [Fact]
    public async Task A_missing_signature_is_refused() =>
        await RefusedAsync(app => app.PostEventAsync(Encoding.UTF8.GetBytes(Event)));

    [Fact]
    public async Task Two_signature_headers_are_refused()
    {
        var app = await AppAsync(Provider.Sqlite);
        var signature = app.Stripe.Sign(Event);

        Assert.Equal([400], await app.PostEventsAsync(Event, times: 1, signature, signature));

        Assert.Empty(await app.World.EventsAsync());
    }

    [Fact]
    public async Task One_connection_carries_event_after_event()
    {
        var app = await AppAsync(Provider.Sqlite);

        Assert.Equal([200, 200, 200], await app.PostEventsAsync(Event, times: 3, app.Stripe.Sign(Event)));
    }

    [Fact]
    public async Task A_signature_of_another_secret_is_refused() =>
        await RefusedAsync(app => app.PostEventAsync(Event, Stripe.EventUtility.GenerateSignatureHeader(
            Event, "whsec_other", new DateTimeOffset(app.World.Time.Now).ToUnixTimeSeconds())));

    [Theory]
    [InlineData(-301)]
    [InlineData(302)]
    public async Task A_signature_of_another_time_is_refused(int seconds) =>
        await RefusedAsync(app => app.PostEventAsync(Event, app.Stripe.Sign(
            Event, app.World.Time.GetUtcNow().AddSeconds(seconds))));

    [Theory]
    [InlineData(-299)]
    [InlineData(299)]
    public async Task Within_five_minutes_a_signature_holds(int seconds)
    {
        var app = await AppAsync(Provider.Sqlite);

        var signature = app.Stripe.Sign(Event, app.World.Time.GetUtcNow().AddSeconds(seconds));

        (await app.PostEventAsync(Event, signature)).Is(200);
    }

    [Fact]
    public async Task One_changed_byte_is_refused() =>
        await RefusedAsync(app => app.PostEventAsync(
            Event.Replace("evt_1", "evt_2", StringComparison.Ordinal), app.Stripe.Sign(Event)));

    [Theory]
    [InlineData("")]
    [InlineData("nothing of the kind")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"event\"")]
    [InlineData("{}")]
    [InlineData("""{"id":"evt_1"}""")]
    [InlineData("""{"id":"evt_1","type":"x","created":1,"livemode":false}""")]
    [InlineData("""{"id":"evt_1","type":"x","created":1,"livemode":false,"data":{"object":7}}""")]
    [InlineData("""{"type":"x","created":1,"livemode":false,"data":{"object":{}}}""")]
    [InlineData("""{"id":"","type":"x","created":1,"livemode":false,"data":{"object":{}}}""")]
    [InlineData("""{"id":"evt_1","created":1,"livemode":false,"data":{"object":{}}}""")]
    [InlineData("""{"id":7,"type":"x","created":1,"livemode":false,"data":{"object":{}}}""")]
    [InlineData("""{"id":"evt_1","type":"x","created":1e300,"livemode":false,"data":{"object":{}}}""")]
    [InlineData("""{"id":"evt_1","type":"x","created":9999999999999,"livemode":false,"data":{"object":{}}}""")]
    [InlineData("""{"id":"evt_\ud800","type":"x","created":1,"livemode":false,"data":{"object":{}}}""")]
    public async Task What_is_no_event_is_refused(string body) =>
        await RefusedAsync(app => app.PostEventAsync(body));

    [Fact]
    public async Task An_endless_id_is_refused() =>
        await RefusedAsync(app => app.PostEventAsync(
            Event.Replace("evt_1", new string('e', 300), StringComparison.Ordinal)));

    [Fact]
    public async Task Json_without_end_is_refused() =>
        await RefusedAsync(app => app.PostEventAsync(new string('[', 10_000)));

    [Fact]
    public async Task What_is_not_UTF8_is_refused() =>
        await RefusedAsync(app =>
        {
            var body = Encoding.UTF8.GetBytes(Event);
            body[^3] = 0xff;
            return app.PostEventAsync(body, app.Stripe.Sign(Encoding.UTF8.GetString(body)));
        });

    [Fact]
    public async Task A_huge_body_is_refused_by_its_length() =>
        await RefusedAsync(app => app.PostEventAsync(Event + new string(' ', 512 * 1024)), status: 413);

    [Fact]
    public async Task A_huge_body_of_unknown_length_is_refused() =>
        await RefusedAsync(
            app =>
            {
                var body = Event + new string(' ', 512 * 1024);
                return app.PostEventAsync(new OfUnknownLength(body), app.Stripe.Sign(body));
            },
            status: 413);

    [Fact]
    public async Task The_largest_body_is_taken()
    {
        var app = await AppAsync(Provider.Sqlite);

        (await app.PostEventAsync(Event + new string(' ', (512 * 1024) - Event.Length))).Is(200);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Only_POST_is_taken(string method) =>
        await RefusedAsync(app => app.Visit().SendAsync(new HttpMethod(method), "/webhooks/stripe"), status: 405);

    private async Task RefusedAsync(Func<App, Task<HttpAnswer>> send, int status = 400)
    {
        var app = await AppAsync(Provider.Sqlite);
        var before = await app.World.MoneyAsync();

        var answer = (await send(app)).Is(status);

        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
        Assert.Equal(before, await app.World.MoneyAsync());
    }

    private sealed class OfUnknownLength(string body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            stream.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
