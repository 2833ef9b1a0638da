using System.Security.Cryptography;
using System.Text;

namespace SeoRankGenius.Credits.Usage;

/// <summary>
/// The stored response of an idempotency key. Kept without limit. Written in the same transaction as its effect.
/// Refusals are not stored.
/// </summary>
public sealed class IdempotencyRecord
{
    private IdempotencyRecord() { }

    public Guid SiteId { get; private set; }

    /// <summary>The caller's idempotency key, 1 to 255 characters.</summary>
    public string Key { get; private set; } = "";

    /// <summary>
    /// SHA-256 of operation, key and request in hexadecimal, to detect a key reused for another request. It includes
    /// the key because a database may treat <c>a</c> and <c>A</c> as the same key.
    /// </summary>
    public string RequestHash { get; private set; } = "";

    /// <summary>The response's JSON.</summary>
    public string Body { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    internal static string Hash(string request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)));
}
