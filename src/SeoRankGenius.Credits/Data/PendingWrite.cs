using System.Data;
using Microsoft.EntityFrameworkCore.Storage;

namespace SeoRankGenius.Credits.Data;

/// <summary>A change queued in the <see cref="Writer"/>.</summary>
internal abstract class PendingWrite
{
    /// <summary>True if the caller has canceled; completes the caller's task as canceled.</summary>
    public abstract bool IsCanceled { get; }

    /// <summary>What the changes that run together have in common; the change itself if it runs alone.</summary>
    public virtual object Set => this;

    /// <summary>
    /// Runs all changes of the set in the group's transaction. A refused change leaves no effects; any other exception
    /// fails the transaction.
    /// </summary>
    public abstract Task RunAsync(CreditsDb db, IDbContextTransaction transaction, IEnumerable<PendingWrite> set);

    /// <summary>Completes the caller's task with the result or the refusal of the last run.</summary>
    public abstract void Complete();

    /// <summary>Fails the caller's task, unless it is already completed.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A change and its caller's task.</summary>
internal abstract class PendingWrite<T> : PendingWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;

    protected PendingWrite(CancellationToken cancellation)
    {
        _cancellation = cancellation;
        // The caller stops waiting at once, also for a change that has begun.
        _registration = cancellation.Register(() => _completion.TrySetCanceled(cancellation));
    }

    public Task<T> Completion => _completion.Task;

    public override bool IsCanceled => _cancellation.IsCancellationRequested && _completion.Task.IsCompleted;

    protected T? Result { get; set; }

    protected Refusal? Refused { get; set; }

    public override void Complete()
    {
        _registration.Dispose();
        if (Refused is null)
            _completion.TrySetResult(Result!);
        else
            _completion.TrySetException(Refused);
    }

    public override void Fail(Exception exception)
    {
        _registration.Dispose();
        _completion.TrySetException(exception);
    }
}

/// <summary>A change made through EF. A savepoint rolls it back without the rest of its group.</summary>
internal sealed class TrackedWrite<T>(Func<CreditsDb, Task<T>> change, CancellationToken cancellation)
    : PendingWrite<T>(cancellation)
{
    private const string Savepoint = "change";

    public override async Task RunAsync(
        CreditsDb db, IDbContextTransaction transaction, IEnumerable<PendingWrite> set)
    {
        Refused = null;
        await transaction.CreateSavepointAsync(Savepoint);
        try
        {
            Result = await change(db);
        }
        catch (Refusal refusal)
        {
            Refused = refusal;
            await transaction.RollbackToSavepointAsync(Savepoint);
        }

        await transaction.ReleaseSavepointAsync(Savepoint);
        db.ChangeTracker.Clear();
    }
}

/// <summary>
/// A change of prepared statements that refuses before it writes, so that there is nothing to roll back. If it refuses
/// later, the group fails: its changes are retried one by one, and the refused change's own transaction is rolled back.
/// </summary>
internal sealed class PreparedWrite<T>(Func<CreditsDb, T> change, CancellationToken cancellation)
    : PendingWrite<T>(cancellation)
{
    public override Task RunAsync(CreditsDb db, IDbContextTransaction transaction, IEnumerable<PendingWrite> set)
    {
        Refused = null;
        var written = db.Statements.Writes;
        try
        {
            Result = change(db);
        }
        catch (Refusal refusal) when (db.Statements.Writes == written)
        {
            Refused = refusal;
        }

        return Task.CompletedTask;
    }
}

/// <summary>Runs all requests of a set, with <see cref="SetWrite{TRequest,T}.Decide"/> for each of them.</summary>
internal delegate void RunSet<TRequest, T>(CreditsDb db, IReadOnlyList<SetWrite<TRequest, T>> set);

/// <summary>
/// A request that runs together with all others of the same <paramref name="run"/>: their state is read and locked as
/// a set, each is decided in memory, and their rows are written as a set.
/// </summary>
internal sealed class SetWrite<TRequest, T>(
    TRequest request, RunSet<TRequest, T> run, CancellationToken cancellation) : PendingWrite<T>(cancellation)
{
    public override object Set => run;

    public TRequest Request => request;

    public override Task RunAsync(CreditsDb db, IDbContextTransaction transaction, IEnumerable<PendingWrite> set)
    {
        run(db, [.. set.Cast<SetWrite<TRequest, T>>()]);
        return Task.CompletedTask;
    }

    /// <summary>Decides this request; a refusal is its result. Must not write.</summary>
    public void Decide(Func<T> decide)
    {
        Refused = null;
        try
        {
            Result = decide();
        }
        catch (Refusal refusal)
        {
            Refused = refusal;
        }
    }
}

/// <summary>What to do about a transaction that did not commit.</summary>
internal enum Remedy
{
    /// <summary>Nothing: the callers receive the exception.</summary>
    None,

    /// <summary>The connection broke before the commit, so nothing was written: repeat once, on a new one.</summary>
    Reconnect,

    /// <summary>A deadlock or another passing error of a server: repeat after a growing delay.</summary>
    Wait,

    /// <summary>Another instance wrote the same row first: repeat alone, which reads its rows.</summary>
    Repeat,
}

/// <summary>Why a transaction did not commit.</summary>
/// <param name="Exception">The exception that the callers receive.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Failure(Exception Exception, Remedy Remedy = Remedy.None)
{
    public static Failure Of(Exception exception, CreditsDb? db, bool isCommitting)
    {
        if (db is null)
            return new(new DependencyUnavailable("The database cannot be reached.", exception));

        // A server may have committed even though its response was lost. An embedded database reports the outcome.
        if (isCommitting && !db.IsEmbedded)
            return new(new DependencyUnavailable("The database did not confirm the commit.", exception)
            {
                IsOutcomeUnknown = true,
            });

        return new(
            db.IsOutsideFault(exception)
                ? new DependencyUnavailable("The database is busy or cannot be written.", exception)
                : exception,
            RemedyOf(exception, db));
    }

    private static Remedy RemedyOf(Exception exception, CreditsDb db) =>
        db.Database.GetDbConnection().State != ConnectionState.Open ? Remedy.Reconnect
        : db.IsTransient(exception) ? Remedy.Wait
        : db.IsDuplicate(exception) || exception is DbUpdateConcurrencyException ? Remedy.Repeat
        : Remedy.None;
}
