using SeoRankGenius.Credits.Notifications;
using SeoRankGenius.Credits.Web.Mail;

namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Looks for balances that fell below their thresholds, and sends the e-mails about them. Any number of instances may
/// do so at once; what one could not do, the next pass of any of them does.
/// </summary>
public sealed class LowBalancePass(
    LowBalanceAlerts alerting,
    LowBalanceMails mails,
    LowBalanceEmail words,
    MailOptions settings,
    IEmailSender sender,
    TimeProvider time,
    ILogger<LowBalancePass> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>One pass. A fault is logged, not thrown.</summary>
    public async Task PassAsync(CancellationToken stopping)
    {
        try
        {
            await alerting.PassAsync(stopping);
            while (settings.IsOn && await mails.TakeAsync(stopping) is { } mail)
                await SendAsync(mail, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogError(fault, "Low balances wait for the next pass: {Fault}", fault.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await PassAsync(stoppingToken);
    }

    private async Task SendAsync(LowBalanceMail mail, CancellationToken stopping)
    {
        try
        {
            await sender.SendAsync(words.Write(mail), stopping);
            await mails.SentAsync(mail, stopping);
            log.LogInformation("E-mail about the low balance of site {SiteId} sent", mail.SiteId);
        }
        catch (DependencyUnavailable fault)
        {
            log.LogError(fault, "E-mail about the low balance of site {SiteId} waits: {Fault}", mail.SiteId,
                fault.Message);
        }
    }
}
