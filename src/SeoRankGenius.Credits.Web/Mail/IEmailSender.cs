using System.Net.Mail;

namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>A plain e-mail to one person.</summary>
/// <param name="Id">The same for the same e-mail sent again, so that a mailbox may show it once.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
/// <param name="StopUrl">
/// Where these e-mails are stopped, by a person or by the mail program (RFC 8058); null for what happens once.
/// </param>
public sealed record Email(string Id, string To, string Subject, string Body, string? StopUrl)
{
    internal MailMessage From(string from)
    {
        var message = new MailMessage(from, To, Subject, Body);
        message.Headers.Add("Message-ID", $"<{Id}@{message.From!.Host}>");
        if (StopUrl is null)
            return message;
        message.Headers.Add("List-Unsubscribe", $"<{StopUrl}>");
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return message;
    }
}

/// <summary>Sends e-mails, over SMTP or into a folder.</summary>
public interface IEmailSender
{
    /// <summary>
    /// Sends one e-mail. Throws <see cref="OutsideFault"/> when it was not taken; the caller may send it again.
    /// </summary>
    Task SendAsync(Email email, CancellationToken cancellation);
}

/// <summary>Sends over SMTP, encrypted unless the server is on this machine.</summary>
internal sealed class SmtpEmailSender(EmailSettings settings) : IEmailSender
{
    public async Task SendAsync(Email email, CancellationToken cancellation)
    {
        using var message = email.From(settings.From);
        using var smtp = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = settings.Host is not ("localhost" or "127.0.0.1"),
            Credentials = settings.Credentials,
        };
        try
        {
            await smtp.SendMailAsync(message, cancellation);
        }
        catch (SmtpException fault)
        {
            throw new OutsideFault($"The mail server did not take an e-mail ({fault.StatusCode}).", fault);
        }
    }
}

/// <summary>Writes each e-mail into a folder as an <c>.eml</c> file, for trying things out.</summary>
internal sealed class FolderEmailSender(EmailSettings settings) : IEmailSender
{
    public async Task SendAsync(Email email, CancellationToken cancellation)
    {
        Directory.CreateDirectory(settings.Folder!);
        using var message = email.From(settings.From);
        using var files = new SmtpClient
        {
            DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = Path.GetFullPath(settings.Folder!),
        };
        await files.SendMailAsync(message, cancellation);
    }
}
