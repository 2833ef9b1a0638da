namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Records balances that crossed their thresholds and queues the e-mails about low ones. May run on any number of
/// instances at once.
/// </summary>
public sealed class LowBalancePass(
    LowBalanceAlerts alerts,
    LowBalanceMails mails,
    LowBalanceEmail composer,
    MailOptions settings,
    TimeProvider time,
    ILogger<LowBalancePass> log) : RecurringPass(TimeSpan.FromSeconds(15), time, log)
{
    protected override async Task RunAsync(CancellationToken stopping)
    {
        await IsolateAsync(() => alerts.PassAsync(stopping), stopping);
        if (settings.IsOn)
            foreach (var mail in await mails.DueAsync(stopping))
                await IsolateAsync(() => mails.QueueAsync(mail, composer.Write(mail), stopping), stopping);
    }
}
