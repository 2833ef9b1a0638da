using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SeoRankGenius.Credits.Web.Hosting;

internal static class HealthChecks
{
    // A probe answers within three seconds.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// Ready: the database answers and has this version's schema, and (<see cref="Database.AddData"/>) a write commits.
    /// Degraded, which answers 200: the last ledger check found discrepancies, or the schema is newer, as during a
    /// rolling update.
    /// </summary>
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<SchemaCheck>("schema").AddCheck<LastLedgerCheck>("ledger");
        services.Configure<HealthCheckServiceOptions>(health =>
        {
            foreach (var check in health.Registrations)
                check.Timeout = Longest;
        });
    }

    /// <summary>Live: the process answers. Ready: the database does too. 200 or 503.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
    }

    private sealed class SchemaCheck(CreditsDb db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var state = await db.SchemaAsync(cancellationToken);
                if (state is SchemaState.Missing or SchemaState.Outdated)
                    return HealthCheckResult.Unhealthy(state.Fault());
                await db.Pools.AnyAsync(cancellationToken);
                return state == SchemaState.Newer
                    ? HealthCheckResult.Degraded(state.Fault())
                    : HealthCheckResult.Healthy();
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                return HealthCheckResult.Unhealthy("The database does not answer.", exception);
            }
        }
    }

    private sealed class LastLedgerCheck(LedgerCheckRunner runner) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await runner.LastAsync(cancellationToken) is { Discrepancies: > 0 and var found }
                ? HealthCheckResult.Degraded($"The last ledger check found {found} discrepancies. Run verify-ledger.")
                : HealthCheckResult.Healthy();
    }
}
