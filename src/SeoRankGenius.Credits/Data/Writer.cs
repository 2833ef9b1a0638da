using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace SeoRankGenius.Credits.Data;

/// <summary>
/// Runs all writes of the process, in groups, one group at a time. Up to 256 queued changes share one transaction and
/// one flush to disk; the writer does not wait for a group to fill. A refused change is rolled back to its own
/// savepoint. The changes of a failed group are retried one by one. Calls complete after the commit. Several instances
/// on one SQL Server each have a writer; the database's locks and unique keys coordinate them. There, only the changes
/// of a set share a transaction: a set locks the pools of all its licenses in one order, and any other change locks
/// those of one license, so that instances do not block each other in a circle.
/// </summary>
public sealed class Writer : IAsyncDisposable
{
    internal const int MostInOneCommit = 256;

    /// <summary>Maximum number of queued changes; further ones fail at once.</summary>
    internal const int MostQueued = 4_096;

    private const int Tries = 3, TriesWithDelay = 6;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(10);

    private readonly Channel<PendingWrite> _queue =
        Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(MostQueued) { SingleReader = true });

    private readonly AsyncLocal<bool> _isInsideChange = new();
    private readonly IServiceScopeFactory _scopes;
    private readonly DatabaseOptions _options;
    private readonly ILogger<Writer> _log;
    private readonly CreditsMetrics _metrics;
    private readonly Task _loop;
    private volatile bool _isClosed;
    private AsyncServiceScope? _scope;
    private CreditsDb? _db;

    public Writer(
        IServiceScopeFactory scopes, DatabaseOptions options, CreditsMetrics metrics, ILogger<Writer> log)
    {
        (_scopes, _options, _metrics, _log) = (scopes, options, metrics, log);
        metrics.ObserveWriterQueue(() => _queue.Reader.Count);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>
    /// Runs <paramref name="change"/> in a transaction and completes after its commit. The change may run more than
    /// once, and each run starts without the effects of the previous one, so it must have no effects outside the
    /// database. A <see cref="Refusal"/> thrown in it rolls it back. Throws <see cref="DependencyUnavailable"/> when
    /// the database is busy, full or unavailable, or when too many changes are queued: nothing was written. If the
    /// connection to a server is lost during the commit, the outcome is unknown
    /// (<see cref="DependencyUnavailable.IsOutcomeUnknown"/>) and the writer does not retry. The caller repeats the
    /// whole request: a spend or a hold is recognized by its key, every movement of credits by its cause. When
    /// canceled, the caller stops waiting at once; a change that has begun may be written. Throws
    /// <see cref="InvalidOperationException"/> when called from inside a change.
    /// </summary>
    public Task<T> RunAsync<T>(Func<CreditsDb, Task<T>> change, CancellationToken cancellation = default) =>
        EnqueueAsync(new TrackedWrite<T>(change, cancellation));

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<CreditsDb, Task> change, CancellationToken cancellation = default) =>
        RunAsync(
            async db =>
            {
                await change(db);
                return true;
            },
            cancellation);

    /// <summary>
    /// As <see cref="RunAsync{T}"/>, for a change of prepared statements that refuses before its first write. A refusal
    /// then has nothing to roll back, so no savepoint is needed.
    /// </summary>
    internal Task<T> RunPreparedAsync<T>(Func<CreditsDb, T> change, CancellationToken cancellation = default) =>
        EnqueueAsync(new PreparedWrite<T>(change, cancellation));

    /// <summary>
    /// As <see cref="RunAsync{T}"/>, for a request that is decided in memory together with all others of the same
    /// <paramref name="run"/>, which must be the same delegate each time.
    /// </summary>
    internal Task<T> RunInSetAsync<TRequest, T>(
        TRequest request, RunSet<TRequest, T> run, CancellationToken cancellation) =>
        EnqueueAsync(new SetWrite<TRequest, T>(request, run, cancellation));

    /// <summary>Writes the queued changes, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        _queue.Writer.TryComplete();
        await _loop;
        await CloseAsync();
    }

    private Task<T> EnqueueAsync<T>(PendingWrite<T> write)
    {
        if (_isInsideChange.Value)
            throw new InvalidOperationException("A change must not wait for another change: use its own context.");
        if (_queue.Writer.TryWrite(write))
            return write.Completion;

        ObjectDisposedException.ThrowIf(_isClosed, this);
        throw new DependencyUnavailable("Too many changes wait for the database.");
    }

    private async Task LoopAsync()
    {
        _isInsideChange.Value = true;
        var group = new List<PendingWrite>(MostInOneCommit);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < MostInOneCommit && _queue.Reader.TryRead(out var write))
                if (!write.IsCanceled)
                    group.Add(write);

            await SuperviseAsync(group);
            group.Clear();
        }
    }

    /// <summary>Completes every caller's task and continues the loop, even after an unexpected exception.</summary>
    private async Task SuperviseAsync(List<PendingWrite> group)
    {
        try
        {
            await CommitAsync(group);
        }
        catch (Exception exception)
        {
            _log.LogCritical(exception, "The writer failed: {Error}", exception.Message);
            group.ForEach(write => write.Fail(exception));
        }
    }

    private async Task CommitAsync(List<PendingWrite> group)
    {
        if (_options.IsEmbedded)
            await CommitTogetherAsync(group);
        else
            foreach (var set in group.GroupBy(write => write.Set))
                await CommitTogetherAsync([.. set]);
    }

    private async Task CommitTogetherAsync(List<PendingWrite> group)
    {
        var failure = await TryCommitAsync(group);
        if (failure is null)
            group.ForEach(write => write.Complete());
        // The database affects every change alike; retrying each would multiply the timeout.
        else if (group.Count == 1 || failure is { Exception: DependencyUnavailable, Remedy: Remedy.None })
            group.ForEach(write => write.Fail(failure.Exception));
        else
            foreach (var write in group)
                await CommitTogetherAsync([write]);
    }

    private async Task<Failure?> TryCommitAsync(List<PendingWrite> group)
    {
        for (var tries = 1; ; tries++)
        {
            var failure = await RunGroupAsync(group);
            var isRepeated = failure?.Remedy switch
            {
                Remedy.Reconnect => tries == 1,
                Remedy.Wait => tries < TriesWithDelay,
                Remedy.Repeat => tries < Tries && group.Count == 1,
                Remedy.None or null => false,
            };
            if (!isRepeated)
                return failure;
            // The random part keeps two deadlocked transactions from starting again at the same time.
            if (failure!.Remedy == Remedy.Wait)
                await Task.Delay(FirstDelay * (1 << (tries - 1)) * (0.5 + Random.Shared.NextDouble()));
        }
    }

    /// <summary>One transaction for the group. On failure the connection is dropped.</summary>
    private async Task<Failure?> RunGroupAsync(List<PendingWrite> group)
    {
        CreditsDb? db = null;
        var isCommitting = false;
        var started = Stopwatch.GetTimestamp();
        try
        {
            db = await OpenAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var set in group.GroupBy(write => write.Set))
                await set.First().RunAsync(db, transaction, set);

            isCommitting = true;
            await transaction.CommitAsync();
            _metrics.GroupWritten(group.Count, Stopwatch.GetElapsedTime(started), isCommitted: true);
            return null;
        }
        catch (Exception exception)
        {
            _metrics.GroupWritten(group.Count, Stopwatch.GetElapsedTime(started), isCommitted: false);
            var failure = Failure.Of(exception, db, isCommitting);
            await CloseAsync();
            return failure;
        }
    }

    private async Task<CreditsDb> OpenAsync()
    {
        if (_db is { } open)
            return open;

        _scope = _scopes.CreateAsyncScope();
        var db = _scope.Value.ServiceProvider.GetRequiredService<CreditsDb>();
        await db.Database.OpenConnectionAsync();
        // Each change has its own savepoint, so EF need not create one for each save.
        db.Database.AutoSavepointsEnabled = false;
        return _db = db;
    }

    private async Task CloseAsync()
    {
        var scope = _scope;
        (_db, _scope) = (null, null);
        try
        {
            if (scope is { } open)
                await open.DisposeAsync();
        }
        catch (DbException)
        {
            // Closing a broken connection may fail; the next change opens a new one.
        }
    }
}
