using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SeoRankGenius.Credits.Data.Maintenance;

/// <summary>
/// Healthy if a write to the disk commits within three seconds. A success counts for five seconds, so that probes cost
/// next to nothing.
/// </summary>
internal sealed class WriterCheck(Writer writer, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3), Freshness = TimeSpan.FromSeconds(5);

    private long _lastSuccess;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref _lastSuccess) is var last and not 0
            && time.GetElapsedTime(last) is var age && age >= TimeSpan.Zero && age < Freshness)
            return HealthCheckResult.Healthy();
        try
        {
            await writer.RunAsync(HealthProbe.WriteAsync, cancellationToken).WaitAsync(Limit, cancellationToken);
            Volatile.Write(ref _lastSuccess, time.GetTimestamp());
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The writer does not commit.", exception);
        }
    }
}
