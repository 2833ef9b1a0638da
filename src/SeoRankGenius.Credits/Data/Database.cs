using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SeoRankGenius.Credits.Data;

/// <summary>Chooses the database that the configuration names, and brings its schema up to date.</summary>
public static class Database
{
    /// <summary>
    /// Registers <see cref="CreditsDb"/>, <see cref="Reader"/> and <see cref="Writer"/>. Reads
    /// <c>Database:Provider</c>, <c>Database:MaxBatchSize</c> and <c>ConnectionStrings:Credits</c>; throws
    /// <see cref="BadConfiguration"/> when the provider is neither Sqlite nor SqlServer.
    /// </summary>
    public static IServiceCollection AddCreditsDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString("Credits") ?? "Data Source=credits.db";
        var batch = configuration.GetValue<int?>("Database:MaxBatchSize");
        var provider = configuration["Database:Provider"] ?? "Sqlite";
        if (provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
            services.AddDbContextPool<CreditsDb, SqliteCreditsDb>(options => options
                .UseSqlite(
                    SqliteCreditsDb.Complete(connection),
                    sqlite => SetBatch(batch, size => sqlite.MaxBatchSize(size)))
                // SQLite changes a table by building it anew, not in one transaction; docs/operations.md says what
                // to do before an update, and a new file has nothing to lose.
                .ConfigureWarnings(warnings => warnings.Ignore(
                    RelationalEventId.NonTransactionalMigrationOperationWarning,
                    SqliteEventId.TableRebuildPendingWarning)));
        else if (provider.Equals("SqlServer", StringComparison.OrdinalIgnoreCase))
            services.AddDbContextPool<CreditsDb, SqlServerCreditsDb>(options => options.UseSqlServer(
                connection,
                server => SetBatch(batch, size => server.MaxBatchSize(size))));
        else
            throw new BadConfiguration([$"Database:Provider is \"{provider}\"; it must be Sqlite or SqlServer."]);

        return services.AddSingleton<Writer>().AddSingleton<Reader>();
    }

    /// <summary>Applies the provider's pending migrations. May be repeated.</summary>
    /// <returns>The names of those applied now.</returns>
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
