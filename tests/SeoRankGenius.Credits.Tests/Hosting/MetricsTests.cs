using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SeoRankGenius.Credits.Data;
using SeoRankGenius.Credits.Demo;
using SeoRankGenius.Credits.Licensing;
using SeoRankGenius.Credits.Mailing;
using SeoRankGenius.Credits.Tests.Fixtures;
using SeoRankGenius.Credits.Web.Background;
using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Tests.Hosting;

public sealed class MetricsTests : AppTests
{
    [Fact]
    public async Task A_processed_event_is_counted_by_type_and_outcome()
    {
        var app = await AppAsync(Provider.Sqlite);
        var site = await app.World.SiteAsync(shared: 0);
        using var measured = new Measured(app);

        await app.ProcessAsync(await app.PayAsync(site));

        Assert.Equal(
            ["1 outcome=Credited type=checkout.session.completed"], measured["credits.stripe.events"]);
    }

    [Fact]
    public async Task A_webhook_request_without_a_valid_signature_is_counted()
    {
        var app = await AppAsync(Provider.Sqlite);
        using var measured = new Measured(app);

        (await app.PostEventAsync("{}", "t=1,v1=00")).Is(400);

        Assert.Equal(["1 "], measured["credits.stripe.events.rejected"]);
    }

    [Fact]
    public async Task A_commit_is_measured_with_its_number_of_changes()
    {
        var app = await AppAsync(Provider.Sqlite);
        using var measured = new Measured(app);

        await app.Get<Writer>().RunAsync(db => db.Sites.CountAsync());

        Assert.Equal(["1 "], measured["credits.writer.group.size"]);
        Assert.EndsWith(" committed=True", Assert.Single(measured["credits.writer.group.duration"]));
    }

    [Fact]
    public async Task An_open_stream_is_counted_until_it_ends()
    {
        var app = await SampleAppAsync();
        using var owner = await app.SignInAsync(SampleData.Owner);
        using var measured = new Measured(app);

        await using (var tab = owner.ListenAsync("/account/credits/client-yoga.example/live").GetAsyncEnumerator())
        {
            await tab.MoveNextAsync();
            Assert.Equal(["1 "], measured["credits.live.streams"]);
        }

        await measured.UntilAsync("credits.live.streams", "1 ", "-1 ");
    }

    [Fact]
    public async Task A_refused_password_is_counted()
    {
        var app = await SampleAppAsync();
        using var visitor = app.Visit();
        using var measured = new Measured(app);

        (await visitor.SignInAsync(SampleData.Owner, "not-the-password")).Is(200);

        Assert.Equal(["1 outcome=WrongPassword"], measured["credits.sign_ins.failed"]);
    }

    [Fact]
    public async Task A_failed_pass_is_counted_by_its_name()
    {
        var app = await AppAsync(Provider.Sqlite);
        using var measured = new Measured(app);
        using var pass = new FailingPass(app.World.Time) { Metrics = app.Get<CreditsMetrics>() };

        await pass.PassAsync(default);

        Assert.Equal(["1 pass=FailingPass"], measured["credits.passes.failed"]);
    }

    [Fact]
    public async Task Queued_mails_or_stopped_top_ups_are_read_from_the_database()
    {
        var app = await AppAsync(Provider.Sqlite, ("Telemetry:OtlpEndpoint", "http://127.0.0.1:9"));
        await app.Get<Outbox>().QueueAsync(new NewMail("a", "someone@else.example", "Subject", "Text"), default);
        using var measured = new Measured(app);

        await app.Get<StatusMetricsPass>().PassAsync(default);

        measured.Collect();
        Assert.Equal(["1 "], measured["credits.mails.waiting"]);
        Assert.Equal(["0 "], measured["credits.mails.abandoned"]);
        Assert.Equal(["0 "], measured["credits.top_ups.stopped"]);
    }

    [Fact]
    public async Task Late_webhooks_or_endpoints_that_are_off_are_read_from_the_database()
    {
        var app = await AppAsync(
            Provider.Sqlite, ("Telemetry:OtlpEndpoint", "http://127.0.0.1:9"),
            ("Webhooks:AllowPrivateTargets", "true"));
        var site = await app.World.SiteAsync();
        var viewer = new Viewer(site.License.OwnerId);
        var endpoints = app.Get<WebhookEndpoints>();
        await endpoints.AddAsync(viewer, site.License.Id, "http://127.0.0.1:9/hook", default);
        var id = (await endpoints.ReadAsync(viewer, default)).Endpoints[0].Id;
        await endpoints.TestAsync(viewer, id, default);
        app.World.Time.Advance(TimeSpan.FromHours(1));
        await app.Get<SiteActivation>().DeactivateAsync(site.Id, default);
        await app.World.WriteAsync(async db =>
        {
            (await db.WebhookEndpoints.SingleAsync()).DisabledAt = app.World.Time.Now;
            await db.SaveChangesAsync();
        });
        using var measured = new Measured(app);

        await app.Get<StatusMetricsPass>().PassAsync(default);

        measured.Collect();
        Assert.Equal(["1 "], measured["credits.webhooks.late"]);
        Assert.Equal(["1 "], measured["credits.webhooks.off"]);
    }

    private sealed class FailingPass(TimeProvider time)
        : RecurringPass(TimeSpan.FromDays(1), time, NullLogger<FailingPass>.Instance)
    {
        protected override Task RunAsync(CancellationToken stopping) => throw new InvalidOperationException();
    }

    /// <summary>What the app's own meter measured, as "value tag=value …", by instrument.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly ConcurrentQueue<(string Name, string Text)> _all = [];
        private readonly SemaphoreSlim _added = new(0);
        private readonly MeterListener _listener = new();

        public Measured(App app)
        {
            var meters = app.Get<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == CreditsMetrics.MeterName && instrument.Meter.Scope == meters)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<int>(Add);
            _listener.SetMeasurementEventCallback<long>(Add);
            _listener.SetMeasurementEventCallback<double>(Add);
            _listener.Start();
        }

        public IReadOnlyList<string> this[string name] =>
            [.. _all.Where(one => one.Name == name).Select(one => one.Text)];

        /// <summary>Measures what is observed.</summary>
        public void Collect() => _listener.RecordObservableInstruments();

        public async Task UntilAsync(string name, params string[] expected)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (!this[name].SequenceEqual(expected))
                await _added.WaitAsync(patience.Token);
        }

        public void Dispose()
        {
            _listener.Dispose();
            _added.Dispose();
        }

        private void Add<T>(
            Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        {
            _all.Enqueue((
                instrument.Name,
                $"{value} " + string.Join(
                    ' ', tags.ToArray().OrderBy(tag => tag.Key).Select(tag => $"{tag.Key}={tag.Value}"))));
            _added.Release();
        }
    }
}
