namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Charges automatic top-ups that are due and sends the e-mails about those that can't be charged. May run on any
/// number of instances at once.
/// </summary>
public sealed class AutoTopUpPass(
    CardActivation cards,
    AutoTopUpRunner runner,
    AutoTopUpMails mails,
    TopUpEmail composer,
    AutoTopUpOptions settings,
    StripeOptions stripe,
    MailOptions emails,
    IEmailSender sender,
    TimeProvider time,
    ILogger<AutoTopUpPass> log) : RecurringPass(TimeSpan.FromSeconds(settings.Seconds), time, log)
{
    protected override bool IsEnabled => stripe.SecretKey is not null;

    protected override async Task RunAsync(CancellationToken stopping)
    {
        await IsolateAsync(() => cards.PassAsync(stopping), stopping);
        await IsolateAsync(() => runner.PassAsync(stopping), stopping);
        await IsolateAsync(() => SendAsync(stopping), stopping);
    }

    private async Task SendAsync(CancellationToken stopping)
    {
        while (emails.IsOn && await mails.TakeAsync(stopping) is { } mail)
            await IsolateAsync(
                async () =>
                {
                    await sender.SendAsync(composer.Write(mail), stopping);
                    await mails.SentAsync(mail, stopping);
                    Log.LogInformation("E-mail about the automatic top-up of pool {PoolId} sent", mail.TopUp.PoolId);
                },
                stopping);
    }
}
