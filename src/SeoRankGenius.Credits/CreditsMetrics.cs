using System.Diagnostics.Metrics;
using SeoRankGenius.Credits.Billing.Events;
using SeoRankGenius.Credits.Identity;

namespace SeoRankGenius.Credits;

/// <summary>
/// The product's own metrics, in the meter <see cref="MeterName"/>. Requests, sign-ins and the runtime have the
/// framework's metrics. <c>docs/operations.md</c> lists each metric with the alert to set.
/// </summary>
public sealed class CreditsMetrics : IDisposable
{
    public const string MeterName = "SeoRankGenius.Credits";

    private readonly Meter _meter;
    private readonly Histogram<int> _groupSize;
    private readonly Histogram<double> _groupDuration;
    private readonly Counter<long> _events;
    private readonly Counter<long> _rejectedEvents;
    private readonly Counter<long> _reconciledItems;
    private readonly Counter<long> _failedPasses;
    private readonly Counter<long> _failedSignIns;
    private readonly UpDownCounter<int> _streams;
    private readonly TimeProvider _time;
    private Status? _status;

    public CreditsMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _meter = meters.Create(MeterName);
        _groupSize = _meter.CreateHistogram<int>("credits.writer.group.size", "{change}");
        _groupDuration = _meter.CreateHistogram<double>("credits.writer.group.duration", "s");
        _events = _meter.CreateCounter<long>("credits.stripe.events", "{event}");
        _rejectedEvents = _meter.CreateCounter<long>("credits.stripe.events.rejected", "{request}");
        _reconciledItems = _meter.CreateCounter<long>("credits.reconciliation.items", "{item}");
        _failedPasses = _meter.CreateCounter<long>("credits.passes.failed", "{pass}");
        _failedSignIns = _meter.CreateCounter<long>("credits.sign_ins.failed", "{attempt}");
        _streams = _meter.CreateUpDownCounter<int>("credits.live.streams", "{stream}");
        Observe("credits.stripe.event.age", "s", status => Age(status.LastEventAt));
        Observe("credits.ledger.check.age", "s", status => Age(status.LastLedgerCheckAt));
        Observe("credits.ledger.discrepancies", "{discrepancy}", status => status.Discrepancies);
        Observe("credits.reconciliation.report.age", "s", status => Age(status.LastDailyReportAt));
        Observe("credits.top_ups.stopped", "{top-up}", status => status.StoppedTopUps);
        Observe("credits.mails.waiting", "{mail}", status => status.WaitingMails);
        Observe("credits.mails.abandoned", "{mail}", status => status.AbandonedMails);
        Observe("credits.webhooks.late", "{event}", status => status.LateWebhooks);
        Observe("credits.webhooks.off", "{endpoint}", status => status.EndpointsOff);
    }

    /// <summary>A transaction of the writer, committed or not.</summary>
    internal void GroupWritten(int changes, TimeSpan duration, bool isCommitted)
    {
        _groupSize.Record(changes);
        _groupDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("committed", isCommitted));
    }

    /// <summary>Reports the number of queued changes whenever metrics are collected.</summary>
    internal void ObserveWriterQueue(Func<int> count) =>
        _meter.CreateObservableGauge("credits.writer.queue", count, "{change}");

    /// <summary>A Stripe event was processed, or had been before.</summary>
    internal void EventProcessed(string type, EventOutcome outcome) =>
        _events.Add(1, new("type", type), new("outcome", outcome.ToString()));

    /// <summary>A webhook request without a valid signature was rejected.</summary>
    public void EventRejected() => _rejectedEvents.Add(1);

    /// <summary>A reconciliation pass ended.</summary>
    internal void Reconciled(int done, int failed)
    {
        _reconciledItems.Add(done, new KeyValuePair<string, object?>("result", "done"));
        _reconciledItems.Add(failed, new KeyValuePair<string, object?>("result", "failed"));
    }

    /// <summary>A background pass, or a step of it, failed.</summary>
    public void PassFailed(string pass) => _failedPasses.Add(1, new KeyValuePair<string, object?>("pass", pass));

    /// <summary>A password or code was refused.</summary>
    internal void SignInFailed(SignInOutcome outcome) =>
        _failedSignIns.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    /// <summary>A live-balance stream was opened (1) or ended (-1).</summary>
    public void StreamsChanged(int by) => _streams.Add(by);

    /// <summary>The state in the database, reported until the next call.</summary>
    public void Report(Status status) => Volatile.Write(ref _status, status);

    public void Dispose() => _meter.Dispose();

    // Without a value there is no measurement.
    private void Observe(string name, string unit, Func<Status, double?> value) => _meter.CreateObservableGauge<double>(
        name,
        () => Volatile.Read(ref _status) is { } status && value(status) is { } number ? [new(number)] : [],
        unit);

    private double? Age(DateTime? at) => (_time.GetUtcNow().UtcDateTime - at)?.TotalSeconds;

    /// <summary>
    /// What the database says; the same on every instance. Times are UTC, null when nothing happened yet.
    /// </summary>
    public sealed record Status(
        DateTime? LastEventAt, DateTime? LastLedgerCheckAt, int? Discrepancies, DateTime? LastDailyReportAt,
        int StoppedTopUps, int WaitingMails, int AbandonedMails)
    {
        /// <summary>Events for owners' endpoints that were queued an hour ago or earlier and are still sent.</summary>
        public int LateWebhooks { get; init; }

        /// <summary>Endpoints of owners that were turned off since they accepted nothing.</summary>
        public int EndpointsOff { get; init; }
    }
}
