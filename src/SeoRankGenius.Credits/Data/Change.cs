using Microsoft.EntityFrameworkCore;

namespace SeoRankGenius.Credits.Data;

/// <summary>A change that waits in the <see cref="Writer"/>, and its caller's answer.</summary>
internal abstract class Change
{
    /// <summary>True, and the caller told so, when the caller no longer waits.</summary>
    public abstract bool IsGivenUp { get; }

    /// <summary>False when the change was refused; any other exception is the transaction's.</summary>
    public abstract Task<bool> RunAsync(CreditsDb db);

    /// <summary>Answers with the result or the refusal of the last run.</summary>
    public abstract void Finish();

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class Change<T>(Func<CreditsDb, Task<T>> change, CancellationToken cancellation) : Change
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Refusal? _refusal;

    public Task<T> Answer => _answer.Task;

    public override bool IsGivenUp => cancellation.IsCancellationRequested && _answer.TrySetCanceled(cancellation);

    public override async Task<bool> RunAsync(CreditsDb db)
    {
        _refusal = null;
        try
        {
            _result = await change(db);
            return true;
        }
        catch (Refusal refusal)
        {
            _refusal = refusal;
            return false;
        }
    }

    public override void Finish()
    {
        if (_refusal is null)
            _answer.SetResult(_result!);
        else
            _answer.SetException(_refusal);
    }

    public override void Fail(Exception exception) => _answer.SetException(exception);
}

/// <summary>Why a transaction did not commit, and whether running it again at once may help.</summary>
internal sealed record Failure(Exception Exception, bool MayPass)
{
    public static Failure Of(Exception exception, CreditsDb? db)
    {
        if (db is null)
            return new(new OutsideFault("The database cannot be reached.", exception), MayPass: false);

        // Another instance wrote the same key or row a moment ago: run again, the change sees its work.
        var mayPass = db.IsTransient(exception) || db.IsDuplicate(exception)
            || exception is DbUpdateConcurrencyException;
        return db.IsOutsideFault(exception)
            ? new(new OutsideFault("The database is busy or cannot be written.", exception), mayPass)
            : new(exception, mayPass);
    }
}
