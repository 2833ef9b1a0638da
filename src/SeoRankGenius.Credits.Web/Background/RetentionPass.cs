using SeoRankGenius.Credits.Privacy;

namespace SeoRankGenius.Credits.Web.Background;

/// <summary>Removes what is kept no longer, every hour.</summary>
public sealed class RetentionPass(Retention retention, TimeProvider time, ILogger<RetentionPass> log)
    : RecurringPass(TimeSpan.FromHours(1), time, log)
{
    protected override Task RunAsync(CancellationToken stopping) => retention.ApplyAsync(stopping);
}
