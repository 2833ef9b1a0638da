using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SeoRankGenius.Credits.Configuration;
using SeoRankGenius.Credits.Data.Leasing;
using SeoRankGenius.Credits.Data.Maintenance;

namespace SeoRankGenius.Credits.Data;

/// <summary>Selects the configured database and migrates its schema.</summary>
public static class Database
{
    /// <summary>
    /// Registers <see cref="CreditsDb"/>, <see cref="Reader"/> and <see cref="Writer"/>, with
    /// <see cref="DatabaseOptions"/> and <see cref="ConnectionStrings"/>.
    /// </summary>
    public static IServiceCollection AddData(this IServiceCollection services, IConfiguration configuration)
    {
        var options = services.AddCheckedOptions<DatabaseOptions, DatabaseRules>(
            configuration.GetSection("Database"));
        var connection = services.AddCheckedOptions<ConnectionStrings, ConnectionStringRules>(
            configuration.GetSection("ConnectionStrings")).Credits;
        _ = options.Provider switch
        {
            DatabaseProvider.Sqlite => services.AddDbContextPool<CreditsDb, SqliteCreditsDb>(context => context
                .UseSqlite(
                    SqliteCreditsDb.Complete(connection),
                    sqlite => SetBatch(options.MaxBatchSize, size => sqlite.MaxBatchSize(size)))
                // SQLite changes a table by rebuilding it, outside a single transaction. docs/operations.md describes
                // what to do before an update. A new file has no data to lose.
                .ConfigureWarnings(warnings => warnings.Ignore(
                    RelationalEventId.NonTransactionalMigrationOperationWarning,
                    SqliteEventId.TableRebuildPendingWarning))),
            DatabaseProvider.SqlServer => services.AddDbContextPool<CreditsDb, SqlServerCreditsDb>(context => context
                .UseSqlServer(
                    connection,
                    server => SetBatch(options.MaxBatchSize, size => server.MaxBatchSize(size)))),
        };
        services.AddSingleton<WriterCheck>().AddHealthChecks().AddCheck<WriterCheck>("writer");
        return services.AddMetrics().AddSingleton<CreditsMetrics>()
            .AddSingleton<Writer>().AddSingleton<Reader>().AddSingleton<PassLeases>();
    }

    /// <summary>Applies the provider's pending migrations. Repeatable.</summary>
    /// <returns>The names of the applied migrations.</returns>
    public static async Task<IReadOnlyList<string>> MigrateAsync(this CreditsDb db, CancellationToken cancellation)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        await db.Database.MigrateAsync(cancellation);
        await db.PrepareAsync(cancellation);
        return pending;
    }

    private static void SetBatch(int? size, Action<int> set)
    {
        if (size is { } statements)
            set(statements);
    }
}
