using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace SeoRankGenius.Credits.Web.Mail;

/// <summary>The link in an e-mail that stops more of them for one site: signed, so that nobody makes one up.</summary>
public sealed class StopLinks(IDataProtectionProvider protection, PublicUrl address)
{
    private readonly IDataProtector _protector = protection.CreateProtector("stop low balance e-mails");

    /// <summary>Good for as long as the app keeps its data protection keys.</summary>
    public string To(Guid siteId) =>
        address.To("/stop-emails/" + WebEncoders.Base64UrlEncode(_protector.Protect(siteId.ToByteArray())));

    /// <summary>The site of a link; null for what is none of ours.</summary>
    public Guid? Read(string code)
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
}
