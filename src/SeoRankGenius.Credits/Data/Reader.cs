using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SeoRankGenius.Credits.Data;

/// <summary>
/// Reads that run on every request, on connections that stay open with their statements prepared. Opening one costs
/// more than the read: EF registers its SQLite functions anew each time.
/// </summary>
public sealed class Reader(IServiceScopeFactory scopes) : IAsyncDisposable
{
    private readonly ConcurrentBag<Connection> _idle = [];

    /// <summary>
    /// Runs a read that tracks nothing. Throws <see cref="DependencyUnavailable"/> when the database is busy or away.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<CreditsDb, Task<T>> read)
    {
        if (!_idle.TryTake(out var connection))
            connection = await OpenAsync();
        try
        {
            var answer = await read(connection.Db);
            _idle.Add(connection);
            return answer;
        }
        catch (Exception fault)
        {
            var outside = connection.Db.IsOutsideFault(fault);
            await connection.CloseAsync();
            if (outside)
                throw new DependencyUnavailable("The database is busy or away.", fault);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var connection))
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
        catch (Exception fault)
        {
            await scope.DisposeAsync();
            throw new DependencyUnavailable("The database cannot be reached.", fault);
        }
    }

    private sealed record Connection(AsyncServiceScope Scope, CreditsDb Db)
    {
        public ValueTask CloseAsync()
        {
            Db.Statements.Dispose();
            return Scope.DisposeAsync();
        }
    }
}
