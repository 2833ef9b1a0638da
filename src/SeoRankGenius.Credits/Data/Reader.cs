using System.Data;
using Microsoft.Extensions.DependencyInjection;

namespace SeoRankGenius.Credits.Data;

/// <summary>
/// Runs reads on connections that stay open with their statements prepared, because opening one costs more than the
/// read. At most 32 reads run at a time; others are queued. A connection is closed after one minute idle.
/// </summary>
public sealed class Reader(IServiceScopeFactory scopes, TimeProvider time) : IAsyncDisposable
{
    internal const int MostConnections = 32;

    /// <summary>
    /// Maximum wait of a queued read. Below the three seconds within which a caller must get a response.
    /// </summary>
    private static readonly TimeSpan QueueTimeout = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan MostIdle = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turns = new(MostConnections);

    // Last in, first out, so that connections above the usual load stay idle and are closed.
    private readonly List<Connection> _idle = [];

    /// <summary>Connections that are open and not in use.</summary>
    internal int IdleConnections
    {
        get
        {
            lock (_idle)
                return _idle.Count;
        }
    }

    /// <summary>
    /// Runs a read without change tracking. Retries it once if an idle connection was lost. Throws
    /// <see cref="DependencyUnavailable"/> when the database is busy or unavailable, or too many reads are queued.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<CreditsDb, Task<T>> read)
    {
        if (!await _turns.WaitAsync(QueueTimeout))
            throw new DependencyUnavailable("Too many reads wait for the database.");
        try
        {
            if (TakeIdle() is not { } connection)
                return await RunAsync(await OpenAsync(), read);
            try
            {
                return await RunAsync(connection, read);
            }
            catch (Exception) when (connection.IsLost)
            {
                // The other idle connections are probably lost too.
                await CloseAsync(TakeIdle(_ => true));
                return await RunAsync(await OpenAsync(), read);
            }
        }
        finally
        {
            _turns.Release();
            await CloseAsync(TakeIdle(other => time.GetUtcNow() - other.UsedAt > MostIdle));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(TakeIdle(_ => true));
        _turns.Dispose();
    }

    private async Task<T> RunAsync<T>(Connection connection, Func<CreditsDb, Task<T>> read)
    {
        try
        {
            var result = await read(connection.Db);
            connection.UsedAt = time.GetUtcNow();
            lock (_idle)
                _idle.Add(connection);
            return result;
        }
        catch (Exception exception)
        {
            connection.IsLost = connection.Db.Database.GetDbConnection().State != ConnectionState.Open;
            var isOutside = connection.Db.IsOutsideFault(exception);
            await connection.CloseAsync();
            if (isOutside)
                throw new DependencyUnavailable("The database is busy or away.", exception);
            throw;
        }
    }

    private Connection? TakeIdle()
    {
        lock (_idle)
        {
            if (_idle.Count == 0)
                return null;
            var last = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            return last;
        }
    }

    private List<Connection> TakeIdle(Predicate<Connection> which)
    {
        lock (_idle)
        {
            if (_idle.Count == 0 || !which(_idle[0]))
                return [];
            var taken = _idle.FindAll(which);
            _idle.RemoveAll(which);
            return taken;
        }
    }

    private static async Task CloseAsync(List<Connection> connections)
    {
        foreach (var connection in connections)
            await connection.CloseAsync();
    }

    private async Task<Connection> OpenAsync()
    {
        var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditsDb>();
        try
        {
            await db.Database.OpenConnectionAsync();
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return new Connection(scope, db);
        }
        catch (Exception exception)
        {
            await scope.DisposeAsync();
            throw new DependencyUnavailable("The database cannot be reached.", exception);
        }
    }

    private sealed class Connection(AsyncServiceScope scope, CreditsDb db)
    {
        public CreditsDb Db => db;

        /// <summary>UTC.</summary>
        public DateTimeOffset UsedAt { get; set; }

        public bool IsLost { get; set; }

        public ValueTask CloseAsync()
        {
            db.Statements.Dispose();
            return scope.DisposeAsync();
        }
    }
}
