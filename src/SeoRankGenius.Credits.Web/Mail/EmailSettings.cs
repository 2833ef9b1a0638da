using System.Net;
using System.Net.Mail;

namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>How e-mails are sent. Read from <c>Email:…</c>; with neither host nor folder none are.</summary>
public sealed record EmailSettings
{
    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "";

    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public NetworkCredential? Credentials { get; init; }

    /// <summary>Where e-mails are written as files instead of being sent.</summary>
    public string? Folder { get; init; }

    public bool IsOn => Host is not null || Folder is not null;

    /// <summary>Throws <see cref="BadConfiguration"/> for a sender's address or a port that is none.</summary>
    public static EmailSettings Read(IConfiguration configuration)
    {
        var email = configuration.GetSection("Email");
        var settings = new EmailSettings
        {
            From = email["From"] ?? "",
            Host = email["Host"],
            Folder = email["Folder"],
            Credentials = email["User"] is { } user ? new NetworkCredential(user, email["Password"]) : null,
        };
        var faults = new List<string>();
        if (settings.IsOn && !MailAddress.TryCreate(settings.From, out _))
            faults.Add("Email:From is missing or no address. Set it to the sender's, such as credits@example.com.");
        if (email["Port"] is { } text)
            if (int.TryParse(text, out var port) && port is > 0 and < 65_536)
                settings = settings with { Port = port };
            else
                faults.Add("Email:Port is no port. Leave it out for 587.");
        return faults.Count == 0 ? settings : throw new BadConfiguration(faults);
    }
}
