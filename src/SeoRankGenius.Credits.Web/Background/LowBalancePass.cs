namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Records balances that crossed their thresholds and sends the e-mails about low ones. May run on any number of
/// instances at once.
/// </summary>
public sealed class LowBalancePass(
    LowBalanceAlerts alerts,
    LowBalanceMails mails,
    LowBalanceEmail composer,
    MailOptions settings,
    IEmailSender sender,
    TimeProvider time,
    ILogger<LowBalancePass> log) : RecurringPass(TimeSpan.FromSeconds(15), time, log)
{
    protected override async Task RunAsync(CancellationToken stopping)
    {
        await IsolateAsync(() => alerts.PassAsync(stopping), stopping);
        while (settings.IsOn && await mails.TakeAsync(stopping) is { } mail)
            await IsolateAsync(
                async () =>
                {
                    await sender.SendAsync(composer.Write(mail), stopping);
                    await mails.SentAsync(mail, stopping);
                    Log.LogInformation("E-mail about the low balance of site {SiteId} sent", mail.SiteId);
                },
                stopping);
    }
}
