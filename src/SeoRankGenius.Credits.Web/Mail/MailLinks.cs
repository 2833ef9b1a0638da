using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>Links in e-mails, which are sent outside of requests.</summary>
public sealed class MailLinks(IDataProtectionProvider protection, Outbox outbox, PublicUrl address, IServer server)
{
    private readonly IDataProtector _protector = protection.CreateProtector("stop low balance e-mails");

    /// <summary>A link to an address of the app that starts with a slash.</summary>
    public string To(string path) => (address.Origin ?? Listening()) + path;

    /// <summary>
    /// Unsubscribes from the e-mails about one site. Signed, to prevent forgery; valid while the app keeps its data
    /// protection keys.
    /// </summary>
    public string Stop(Guid siteId) =>
        To("/stop-emails/" + WebEncoders.Base64UrlEncode(_protector.Protect(siteId.ToByteArray())));

    /// <summary>The complete e-mail: its text, its link, and where to unsubscribe.</summary>
    internal Email Complete(OutboxMail mail)
    {
        var stop = mail.StopSiteId is { } siteId ? Stop(siteId) : null;
        var parts = new[]
        {
            mail.Text,
            outbox.LinkOf(mail) is { } path ? To(path) : null,
            stop is null ? null : $"Stop these e-mails:\n{stop}",
        };
        return new Email(
            mail.Id.ToString("N"), mail.To, mail.Subject, string.Join("\n\n", parts.OfType<string>()) + "\n", stop);
    }

    /// <summary>The site of an unsubscribe link; null for an invalid one.</summary>
    public Guid? SiteOf(string code)
    {
        try
        {
            return new Guid(_protector.Unprotect(WebEncoders.Base64UrlDecode(code)));
        }
        catch (Exception forged) when (forged is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    // Without a configured origin, as in Development, uses the address that the app listens on.
    private string Listening() => server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
