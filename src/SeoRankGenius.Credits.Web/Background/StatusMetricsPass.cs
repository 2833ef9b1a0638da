namespace SeoRankGenius.Credits.Web.Background;

/// <summary>Reads once a minute what the metrics report about the database, while metrics are exported.</summary>
public sealed class StatusMetricsPass(
    Reader reader, CreditsMetrics metrics, TelemetryOptions telemetry, TimeProvider time,
    ILogger<StatusMetricsPass> log)
    : RecurringPass(TimeSpan.FromMinutes(1), time, log)
{
    protected override bool IsEnabled => telemetry.OtlpEndpoint is not null;

    protected override async Task RunAsync(CancellationToken stopping) =>
        metrics.Report(await reader.RunAsync(async db =>
        {
            var check = await db.LedgerChecks.AsNoTracking()
                .OrderByDescending(row => row.At).FirstOrDefaultAsync(stopping);
            var hourAgo = Time.GetUtcNow().UtcDateTime.AddHours(-1);
            return new CreditsMetrics.Status(
                await db.StoredEvents.MaxAsync(row => (DateTime?)row.ReceivedAt, stopping),
                check?.At,
                check?.Discrepancies,
                await db.ReconciliationReports.MaxAsync(row => (DateTime?)row.CreatedAt, stopping),
                await db.AutoTopUps.CountAsync(row => row.State == AutoTopUpState.Stopped, stopping),
                await db.OutboxMails.CountAsync(row => row.DueAt != null, stopping),
                await db.OutboxMails.CountAsync(row => row.DueAt == null && row.SentAt == null, stopping))
            {
                LateWebhooks = await db.WebhookDeliveries.CountAsync(
                    row => row.DueAt != null && row.CreatedAt <= hourAgo, stopping),
                EndpointsOff = await db.WebhookEndpoints.CountAsync(row => row.DisabledAt != null, stopping),
            };
        }));
}
