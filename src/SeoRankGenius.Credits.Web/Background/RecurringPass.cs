using SeoRankGenius.Credits.Data.Leasing;

namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Background work that is repeated while the app runs. The first pass runs one period after the start. A failed pass
/// is logged and counted; the next one runs as usual.
/// </summary>
public abstract class RecurringPass(TimeSpan period, TimeProvider time, ILogger log) : BackgroundService
{
    private static readonly TimeSpan LeaseReserve = TimeSpan.FromSeconds(30);

    private PeriodicTimer? _timer;
    private long _failures;
    private string? _lastError;

    /// <summary>Passes and steps that have failed since the start.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Set if one instance at a time runs this pass; null if each does.</summary>
    public PassLeases? Leases { get; set; }

    /// <summary>Counts failures; null in tests of a pass alone.</summary>
    public CreditsMetrics? Metrics { get; set; }

    protected TimeProvider Time => time;

    protected ILogger Log => log;

    /// <summary>False when the app is configured without what the pass needs; it is then never run.</summary>
    protected virtual bool IsEnabled => true;

    private string Name => GetType().Name;

    /// <summary>Runs one pass. A failure is logged and counted, not thrown.</summary>
    public Task PassAsync(CancellationToken stopping) => IsolateAsync(() => RunAsync(stopping), stopping);

    // The timer starts here since the framework runs ExecuteAsync at some later time.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!IsEnabled)
            return Task.CompletedTask;
        _timer = new PeriodicTimer(period, Time);
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (Leases is { } leases && _timer is not null)
            await IsolateAsync(() => leases.ReleaseAsync(Name), CancellationToken.None);
    }

    public override void Dispose()
    {
        _timer?.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _timer!.WaitForNextTickAsync(stoppingToken))
            await IsolateAsync(
                async () =>
                {
                    if (Leases is null || await Leases.TakeAsync(Name, 2 * period + LeaseReserve, stoppingToken))
                        await RunAsync(stoppingToken);
                },
                stoppingToken);
    }

    /// <summary>The work of one pass. May throw.</summary>
    protected abstract Task RunAsync(CancellationToken stopping);

    /// <summary>Runs a step whose failure must not keep the steps after it from running.</summary>
    protected async Task IsolateAsync(Func<Task> step, CancellationToken stopping)
    {
        try
        {
            await step();
            _lastError = null;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Interlocked.Increment(ref _failures);
            Metrics?.PassFailed(Name);
            // A pass of many in a second says once that the database is away, and nothing about where it noticed.
            var isRepeated = period < TimeSpan.FromSeconds(1) && exception.Message == _lastError;
            _lastError = exception.Message;
            Log.Log(
                isRepeated ? LogLevel.Debug : LogLevel.Error,
                exception is DependencyUnavailable ? null : exception,
                "{Pass} failed and will be repeated: {Error}", Name, exception.Message);
        }
    }
}
