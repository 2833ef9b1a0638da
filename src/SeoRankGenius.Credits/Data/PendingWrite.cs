using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace SeoRankGenius.Credits.Data;

/// <summary>A change that waits in the <see cref="Writer"/>.</summary>
internal abstract class PendingWrite
{
    /// <summary>True, and the caller told so, when the caller no longer waits.</summary>
    public abstract bool IsCanceled { get; }

    /// <summary>
    /// Makes the change in the group's transaction. A refused one leaves nothing there; any other exception is the
    /// transaction's.
    /// </summary>
    public abstract Task RunAsync(CreditsDb db, IDbContextTransaction transaction);

    /// <summary>Answers with the result or the refusal of the last run.</summary>
    public abstract void Finish();

    public abstract void Fail(Exception exception);
}

/// <summary>A change and its caller's answer.</summary>
internal abstract class PendingWrite<T>(CancellationToken cancellation) : PendingWrite
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public override bool IsCanceled => cancellation.IsCancellationRequested && _answer.TrySetCanceled(cancellation);

    protected T? Result { get; set; }

    protected Refusal? Refused { get; set; }

    public override void Finish()
    {
        if (Refused is null)
            _answer.SetResult(Result!);
        else
            _answer.SetException(Refused);
    }

    public override void Fail(Exception exception) => _answer.SetException(exception);
}

/// <summary>Whatever an operation does with the database; a savepoint undoes it alone.</summary>
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
/// A change of prepared statements that refuses before it writes, so that there is nothing to undo. Should one refuse
/// later, the group fails: it is repeated one by one, and the refused one's own transaction is rolled back.
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

/// <summary>Why a transaction did not commit, and whether running it again at once may help.</summary>
internal sealed record Failure(Exception Exception, bool IsRetryable)
{
    public static Failure Of(Exception exception, CreditsDb? db)
    {
        if (db is null)
            return new(new DependencyUnavailable("The database cannot be reached.", exception), IsRetryable: false);

        // Another instance wrote the same key or row a moment ago: run again, the change sees its work.
        var isRetryable = db.IsTransient(exception) || db.IsDuplicate(exception)
            || exception is DbUpdateConcurrencyException;
        return db.IsOutsideFault(exception)
            ? new(new DependencyUnavailable("The database is busy or cannot be written.", exception), isRetryable)
            : new(exception, isRetryable);
    }
}
