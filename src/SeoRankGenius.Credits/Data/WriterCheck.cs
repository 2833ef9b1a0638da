using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SeoRankGenius.Credits.Data;

/// <summary>Ready if an empty change commits within three seconds.</summary>
internal sealed class WriterCheck(Writer writer) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await writer.RunAsync(_ => Task.CompletedTask, cancellationToken).WaitAsync(Limit, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The writer does not commit.", exception);
        }
    }
}
