namespace SeoRankGenius.Credits.Web.Background;

/// <summary>
/// Charges automatic top-ups that are due and queues the e-mails about those that can't be charged. May run on any
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
    TimeProvider time,
    ILogger<AutoTopUpPass> log) : RecurringPass(TimeSpan.FromSeconds(settings.Seconds), time, log)
{
    protected override bool IsEnabled => stripe.SecretKey is not null;

    protected override async Task RunAsync(CancellationToken stopping)
    {
        await IsolateAsync(() => cards.PassAsync(stopping), stopping);
        await IsolateAsync(() => runner.PassAsync(stopping), stopping);
        await IsolateAsync(() => QueueMailsAsync(stopping), stopping);
    }

    private async Task QueueMailsAsync(CancellationToken stopping)
    {
        if (emails.IsOn)
            foreach (var mail in await mails.DueAsync(stopping))
                await IsolateAsync(() => mails.QueueAsync(mail, composer.Write(mail), stopping), stopping);
    }
}
