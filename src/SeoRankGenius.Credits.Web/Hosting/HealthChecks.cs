using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SeoRankGenius.Credits.Web.Hosting;

internal static class HealthChecks
{
    // A probe answers within three seconds.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2.5);

    /// <summary>Ready: the database answers and has its schema.</summary>
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddDbContextCheck<CreditsDb>("database", customTestQuery: HasSchemaAsync);
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

    private static async Task<bool> HasSchemaAsync(CreditsDb db, CancellationToken cancellation)
    {
        await db.Pools.AnyAsync(cancellation);
        return true;
    }
}
