using SeoRankGenius.Credits.Billing.AutoTopUps;
using SeoRankGenius.Credits.Billing.Stripe;
using SeoRankGenius.Credits.Notifications;
using SeoRankGenius.Credits.Web.Mail;

namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Tops pools up whose owners wanted it, and sends the e-mails about what keeps it from doing so. Any number of
/// instances may do so at once; what one could not do, after a fault or a crash, the next pass of any of them does.
/// </summary>
public sealed class AutoTopUpPass(
    CardActivation arming,
    AutoTopUpRunner charging,
    AutoTopUpMails mails,
    TopUpEmail words,
    AutoTopUpOptions settings,
    StripeOptions stripe,
    MailOptions emails,
    IEmailSender sender,
    TimeProvider time,
    ILogger<AutoTopUpPass> log) : BackgroundService
{
    /// <summary>One pass. A fault is logged, not thrown, and keeps no other step from being done.</summary>
    public async Task PassAsync(CancellationToken stopping)
    {
        await TryAsync(() => arming.PassAsync(stopping), stopping);
        await TryAsync(() => charging.PassAsync(stopping), stopping);
        await TryAsync(() => SendAsync(stopping), stopping);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (stripe.SecretKey is null)
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(settings.Seconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await PassAsync(stoppingToken);
    }

    private async Task TryAsync(Func<Task> step, CancellationToken stopping)
    {
        try
        {
            await step();
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogError(fault, "Automatic top-ups wait for the next pass: {Fault}", fault.Message);
        }
    }

    private async Task SendAsync(CancellationToken stopping)
    {
        while (emails.IsOn && await mails.TakeAsync(stopping) is { } mail)
        {
            await sender.SendAsync(words.Write(mail), stopping);
            await mails.SentAsync(mail, stopping);
            log.LogInformation("E-mail about the automatic top-up of pool {PoolId} sent", mail.TopUp.PoolId);
        }
    }
}
