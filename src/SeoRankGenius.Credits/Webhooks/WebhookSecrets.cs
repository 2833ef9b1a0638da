using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace SeoRankGenius.Credits.Webhooks;

/// <summary>The signing secrets of endpoints, which are encrypted in the database, and their signatures.</summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    /// <summary>The header of the signature.</summary>
    public const string Header = "Srg-Signature";

    private readonly IDataProtector _protector = protection.CreateProtector("webhook secrets");

    /// <summary>A new secret and its encrypted form.</summary>
    internal (string Secret, string Sealed) New()
    {
        var secret = Licensing.Secret.New("srgw_");
        return (secret, _protector.Protect(secret));
    }

    /// <summary>
    /// The header's value: <c>t=SECONDS,v1=HEX</c>, with the HMAC-SHA256 of <c>SECONDS.PAYLOAD</c>; one more <c>v1</c>
    /// for the secret before, within a day after a rotation. Null if the secret cannot be decrypted any more.
    /// </summary>
    internal string? Sign(WebhookEndpoint endpoint, string payload, DateTimeOffset now)
    {
        if (Open(endpoint.SealedSecret) is not { } secret)
            return null;
        var seconds = now.ToUnixTimeSeconds();
        var header = FormattableString.Invariant($"t={seconds},v1={Signature(secret, seconds, payload)}");
        return endpoint.OldSecretUntil > now.UtcDateTime && Open(endpoint.OldSealedSecret) is { } old
            ? $"{header},v1={Signature(old, seconds, payload)}"
            : header;
    }

    private static string Signature(string secret, long seconds, string payload)
    {
        var signed = FormattableString.Invariant($"{seconds}.{payload}");
        return Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
    }

    private string? Open(string? stored)
    {
        try
        {
            return stored is null ? null : _protector.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
