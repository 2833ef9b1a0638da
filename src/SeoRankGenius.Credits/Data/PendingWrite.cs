using System.Data;
using Microsoft.EntityFrameworkCore.Storage;

namespace SeoRankGenius.Credits.Data;

/// <summary>A change queued in the <see cref="Writer"/>.</summary>
internal abstract class PendingWrite
{
    /// <summary>True if the caller has canceled; completes the caller's task as canceled.</summary>
    public abstract bool IsCanceled { get; }

    /// <summary>
    /// Runs the change in the group's transaction. A refused change leaves no effects; any other exception fails the
    /// transaction.
    /// </summary>
    public abstract Task RunAsync(CreditsDb db, IDbContextTransaction transaction);

    /// <summary>Completes the caller's task with the result or the refusal of the last run.</summary>
    public abstract void Complete();

    /// <summary>Fails the caller's task, unless it is already completed.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A change and its caller's task.</summary>
internal abstract class PendingWrite<T>(CancellationToken cancellation) : PendingWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Completion => _completion.Task;

    public override bool IsCanceled => cancellation.IsCancellationRequested && _completion.TrySetCanceled(cancellation);

    protected T? Result { get; set; }

    protected Refusal? Refused { get; set; }

    public override void Complete()
    {
        if (Refused is null)
            _completion.SetResult(Result!);
        else
            _completion.SetException(Refused);
    }

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}

/// <summary>A change made through EF. A savepoint rolls it back without the rest of its group.</summary>
internal sealed class TrackedWrite<T>(Func<CreditsDb, Task<T>> change, CancellationToken cancellation)
    : PendingWrite<T>(cancellation)
{
    private const string Savepoint = "change";

    public override async Task RunAsync(CreditsDb db, IDbContextTransaction transaction)
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
    public override Task RunAsync(CreditsDb db, IDbContextTransaction transaction)
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

/// <summary>Why a transaction did not commit.</summary>
/// <param name="Exception">The exception that the callers receive.</param>
/// <param name="IsRetryable">Whether an immediate retry of the same changes may succeed.</param>
/// <param name="IsConnectionLost">The connection broke before the commit, so nothing was written.</param>
internal sealed record Failure(Exception Exception, bool IsRetryable = false, bool IsConnectionLost = false)
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

        var isLost = db.Database.GetDbConnection().State != ConnectionState.Open;
        // On a duplicate or a concurrent update, another instance wrote first; the next run reads its rows.
        var isRetryable = db.IsTransient(exception) || db.IsDuplicate(exception)
            || exception is DbUpdateConcurrencyException;
        return db.IsOutsideFault(exception)
            ? new(
                new DependencyUnavailable("The database is busy or cannot be written.", exception), isRetryable, isLost)
            : new(exception, isRetryable, isLost);
    }
}
