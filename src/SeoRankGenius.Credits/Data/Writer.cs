using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SeoRankGenius.Credits.Data;

/// <summary>
/// The one way to write: one writer a process, group commit. Whatever waits at a moment, up to 256 changes, shares one
/// transaction and one flush to the disk; nobody waits for more to come. Each change stands alone: a refused one is
/// rolled back to its own savepoint, and a group that fails is repeated one by one. A caller is answered after the
/// commit only. Several instances on one SQL Server each have a writer; the database's locks stand between them.
/// </summary>
public sealed class Writer : IAsyncDisposable
{
    internal const int MostInOneCommit = 256;

    private const int Tries = 3;

    private readonly Channel<PendingWrite> _waiting =
        Channel.CreateUnbounded<PendingWrite>(new UnboundedChannelOptions { SingleReader = true });

    private readonly IServiceScopeFactory _scopes;
    private readonly Task _loop;
    private AsyncServiceScope? _scope;
    private CreditsDb? _db;

    public Writer(IServiceScopeFactory scopes)
    {
        _scopes = scopes;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>
    /// Runs <paramref name="change"/> in a transaction and answers after its commit. It may run more than once, with
    /// nothing left of the earlier run, so it keeps its effects in the database. A <see cref="Refusal"/> thrown in it
    /// undoes it. Throws <see cref="DependencyUnavailable"/> when the database is busy, full or away: nothing was
    /// written.
    /// </summary>
    public Task<T> RunAsync<T>(Func<CreditsDb, Task<T>> change, CancellationToken cancellation = default) =>
        WaitAsync(new TrackedWrite<T>(change, cancellation));

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
    /// As <see cref="RunAsync{T}"/>, for a change of prepared statements that refuses before its first write. It has
    /// nothing to undo then, and needs no savepoint among its neighbours.
    /// </summary>
    internal Task<T> RunPreparedAsync<T>(Func<CreditsDb, T> change, CancellationToken cancellation = default) =>
        WaitAsync(new PreparedWrite<T>(change, cancellation));

    /// <summary>Writes what still waits, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
        await CloseAsync();
    }

    private Task<T> WaitAsync<T>(PendingWrite<T> change)
    {
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(change), this);
        return change.Answer;
    }

    private async Task LoopAsync()
    {
        var group = new List<PendingWrite>(MostInOneCommit);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (group.Count < MostInOneCommit && _waiting.Reader.TryRead(out var change))
                if (!change.IsCanceled)
                    group.Add(change);

            await CommitAsync(group);
            group.Clear();
        }
    }

    private async Task CommitAsync(List<PendingWrite> group)
    {
        if (group.Count > 1)
        {
            var failure = await TryCommitAsync(group);
            if (failure is null)
            {
                group.ForEach(change => change.Finish());
                return;
            }

            // Busy or full is nobody's fault, and waiting for it once a change would let everybody wait for all.
            if (failure is { Exception: DependencyUnavailable, IsRetryable: false })
            {
                group.ForEach(change => change.Fail(failure.Exception));
                return;
            }
        }

        foreach (var change in group)
            await CommitAloneAsync(change);
    }

    private async Task CommitAloneAsync(PendingWrite change)
    {
        for (var attempt = 1; ; attempt++)
        {
            var failure = await TryCommitAsync([change]);
            if (failure is null)
                change.Finish();
            else if (attempt < Tries && failure.IsRetryable)
                continue;
            else
                change.Fail(failure.Exception);
            return;
        }
    }

    /// <summary>One transaction for the group. On failure nothing is written and the connection is dropped.</summary>
    private async Task<Failure?> TryCommitAsync(List<PendingWrite> group)
    {
        CreditsDb? db = null;
        try
        {
            db = await OpenAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var change in group)
                await change.RunAsync(db, transaction);

            await transaction.CommitAsync();
            return null;
        }
        catch (Exception exception)
        {
            var failure = Failure.Of(exception, db);
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
        // A change has its own savepoint; EF need not make another around each of its saves.
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
            // A broken connection may break once more at its end; the next change opens another.
        }
    }
}
