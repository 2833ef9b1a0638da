namespace SeoRankGenius.Credits.Web.Background;

/// <summary>Sends the queued e-mails. May run on any number of instances at once.</summary>
public sealed class OutboxPass(
    Outbox outbox,
    MailLinks links,
    MailOptions settings,
    IEmailSender sender,
    TimeProvider time,
    ILogger<OutboxPass> log) : RecurringPass(TimeSpan.FromSeconds(5), time, log)
{
    protected override bool IsEnabled => settings.IsOn;

    protected override async Task RunAsync(CancellationToken stopping)
    {
        while (IsEnabled && await outbox.TakeAsync(stopping) is { } mail)
        {
            var error = await SendAsync(mail, stopping);
            await outbox.ReportAsync(mail.Id, error, stopping);
        }
    }

    private async Task<string?> SendAsync(OutboxMail mail, CancellationToken stopping)
    {
        try
        {
            await sender.SendAsync(links.Complete(mail), stopping);
            Log.LogInformation("E-mail {MailId} sent: {MailKey}", mail.Id, mail.Key);
            return null;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            Log.LogWarning(failure, "E-mail {MailId} was not sent: {Error}", mail.Id, failure.Message);
            return failure.Message;
        }
    }
}
