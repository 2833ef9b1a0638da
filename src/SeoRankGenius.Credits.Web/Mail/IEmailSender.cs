using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>A plain e-mail to one person.</summary>
/// <param name="Id">The same for a repeated e-mail, so that a mailbox may show it once.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text; its lines are sent with CRLF.</param>
/// <param name="StopUrl">
/// The address that unsubscribes, for a person or a mail program (RFC 8058); null for a one-time e-mail.
/// </param>
public sealed record Email(string Id, string To, string Subject, string Body, string? StopUrl)
{
    // The name shown with an address that is configured without one.
    private const string Sender = "SEO Rank Genius";

    internal MimeMessage From(string from)
    {
        var sender = MailboxAddress.Parse(from);
        if (string.IsNullOrEmpty(sender.Name))
            sender.Name = Sender;
        var body = new TextPart("plain") { Text = Body.ReplaceLineEndings("\r\n") };
        var message = new MimeMessage([sender], [MailboxAddress.Parse(To)], Subject, body)
        {
            MessageId = $"{Id}@{sender.Domain}",
        };
        if (StopUrl is null)
            return message;
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{StopUrl}>");
        message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        return message;
    }
}

/// <summary>Sends e-mails, over SMTP or into a folder.</summary>
public interface IEmailSender
{
    /// <summary>
    /// Sends one e-mail. Throws <see cref="DependencyUnavailable"/> when it was not accepted; the caller may send it
    /// again.
    /// </summary>
    Task SendAsync(Email email, CancellationToken cancellation);

    /// <summary>Connects and signs in without sending. Throws as <see cref="SendAsync"/>.</summary>
    Task ProbeAsync(CancellationToken cancellation);
}

/// <summary>Sends over SMTP, always encrypted unless the server is on this machine.</summary>
public sealed class SmtpEmailSender(MailOptions settings) : IEmailSender
{
    private const int ImplicitTlsPort = 465;

    public async Task SendAsync(Email email, CancellationToken cancellation)
    {
        using var message = email.From(settings.From);
        await ConnectAsync(smtp => smtp.SendAsync(message, cancellation), cancellation);
    }

    public Task ProbeAsync(CancellationToken cancellation) =>
        ConnectAsync(smtp => smtp.NoOpAsync(cancellation), cancellation);

    private async Task ConnectAsync(Func<SmtpClient, Task> use, CancellationToken cancellation)
    {
        using var smtp = new SmtpClient();
        try
        {
            await smtp.ConnectAsync(settings.Host!, settings.Port, Security, cancellation);
            if (settings.Credentials is not null)
                await smtp.AuthenticateAsync(settings.Credentials, cancellation);
            await use(smtp);
            await smtp.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new DependencyUnavailable($"The mail server did not accept an e-mail ({fault.Message}).", fault);
        }
    }

    private SecureSocketOptions Security => (settings.Host, settings.Port) switch
    {
        ("localhost" or "127.0.0.1", _) => SecureSocketOptions.None,
        (_, ImplicitTlsPort) => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };
}

/// <summary>Writes each e-mail into a folder as an <c>.eml</c> file, for development.</summary>
public sealed class FolderEmailSender(MailOptions settings) : IEmailSender
{
    public async Task SendAsync(Email email, CancellationToken cancellation)
    {
        Directory.CreateDirectory(settings.Folder!);
        using var message = email.From(settings.From);
        message.Prepare(EncodingConstraint.SevenBit);
        await message.WriteToAsync(
            new FormatOptions { NewLineFormat = NewLineFormat.Dos },
            Path.Combine(settings.Folder!, $"{Guid.NewGuid():D}.eml"),
            cancellation);
    }

    public Task ProbeAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(settings.Folder))
            throw new DependencyUnavailable($"The folder {settings.Folder} does not exist. Create it.");
        return Task.CompletedTask;
    }
}
