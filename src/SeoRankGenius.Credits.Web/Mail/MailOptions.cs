using System.Net;
using MimeKit;

namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>How e-mails are sent: <c>Email:…</c>. Without a host or a folder, none are sent.</summary>
public sealed class MailOptions
{
    /// <summary>The sender's address, with or without a name: <c>Credits &lt;credits@example.com&gt;</c>.</summary>
    public string From { get; set; } = "";

    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The directory that e-mails are written to instead of being sent.</summary>
    public string? Folder { get; set; }

    public bool IsOn => Host is not null || Folder is not null;

    public NetworkCredential? Credentials => User is null ? null : new NetworkCredential(User, Password);
}

public sealed class MailRules : AbstractValidator<MailOptions>
{
    public MailRules()
    {
        RuleFor(mail => mail.From)
            .Must(from => MailboxAddress.TryParse(from, out var address) && address.Domain.Length > 0)
            .When(mail => mail.IsOn)
            .WithMessage("is missing or not an address. Set it to the sender's, such as credits@example.com.");
        RuleFor(mail => mail.Port).InclusiveBetween(1, 65_535)
            .WithMessage("must be a port from 1 to 65535. Leave it out for 587.");
    }
}
