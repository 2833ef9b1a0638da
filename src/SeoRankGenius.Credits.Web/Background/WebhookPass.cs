using SeoRankGenius.Credits.Webhooks;

namespace SeoRankGenius.Credits.Web.Background;

/// <summary>Delivers queued webhooks. May run on any number of instances at once.</summary>
public sealed class WebhookPass(WebhookSender sender, TimeProvider time, ILogger<WebhookPass> log)
    : RecurringPass(TimeSpan.FromSeconds(5), time, log)
{
    protected override Task RunAsync(CancellationToken stopping) => sender.PassAsync(stopping);
}
