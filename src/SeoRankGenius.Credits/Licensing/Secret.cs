using System.Security.Cryptography;
using System.Text;

namespace SeoRankGenius.Credits.Licensing;

/// <summary>Keys and tokens: 160 random bits, stored only as a hash.</summary>
public static class Secret
{
    private const int Length = 32;

    /// <summary>A new secret of 32 letters and digits after its prefix.</summary>
    public static string New(string prefix) =>
        prefix + RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", Length);

    /// <summary>Checks for the format that <see cref="New"/> produces with this prefix.</summary>
    public static bool Has(string text, string prefix) =>
        text.Length == prefix.Length + Length && text.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>
    /// SHA-256 in hexadecimal. No salt or stretching: the secrets are random and too long to guess. An index lookup by
    /// hash reveals nothing about the secret, so no further constant-time comparison is needed.
    /// </summary>
    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
