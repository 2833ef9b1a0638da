namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Background work that is repeated while the app runs. The first pass runs one period after the start. A failed pass
/// is logged and counted; the next one runs as usual.
/// </summary>
public abstract class RecurringPass(TimeSpan period, TimeProvider time, ILogger log) : BackgroundService
{
    private PeriodicTimer? _timer;
    private long _failures;

    /// <summary>Passes and steps that have failed since the start.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    protected TimeProvider Time => time;

    protected ILogger Log => log;

    /// <summary>False when the app is configured without what the pass needs; it is then never run.</summary>
    protected virtual bool IsEnabled => true;

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

    public override void Dispose()
    {
        _timer?.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _timer!.WaitForNextTickAsync(stoppingToken))
            await PassAsync(stoppingToken);
    }

    /// <summary>The work of one pass. May throw.</summary>
    protected abstract Task RunAsync(CancellationToken stopping);

    /// <summary>Runs a step whose failure must not keep the steps after it from running.</summary>
    protected async Task IsolateAsync(Func<Task> step, CancellationToken stopping)
    {
        try
        {
            await step();
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Interlocked.Increment(ref _failures);
            Log.LogError(exception, "{Pass} failed and will be repeated: {Error}", GetType().Name, exception.Message);
        }
    }
}
