using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.WebUtilities;
using SeoRankGenius.Credits.Web.Hosting;

namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>The links in e-mails, which no request stands behind.</summary>
public sealed class MailLinks(IDataProtectionProvider protection, PublicUrl address, IServer server)
{
    private readonly IDataProtector _protector = protection.CreateProtector("stop low balance e-mails");

    /// <summary>A link to an address of the app that starts with a slash.</summary>
    public string To(string path) => (address.Origin ?? Listening()) + path;

    /// <summary>
    /// Stops the e-mails about one site: signed, so that nobody makes one up; good for as long as the app keeps its
    /// data protection keys.
    /// </summary>
    public string Stop(Guid siteId) =>
        To("/stop-emails/" + WebEncoders.Base64UrlEncode(_protector.Protect(siteId.ToByteArray())));

    /// <summary>The site of a link that stops; null for what is none of ours.</summary>
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

    // Without a configured origin, as in Development, the app is where it listens.
    private string Listening() => server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
