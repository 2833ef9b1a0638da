using System.Security.Cryptography;
using System.Text;

namespace SeoRankGenius.Credits.Usage;

/// <summary>
/// What a site was told for an idempotency key, kept for ever. Written in the same transaction as what it tells of;
/// a refusal is not remembered.
/// </summary>
public sealed class IdempotencyRecord
{
    private IdempotencyRecord()
    {
    }

    public Guid SiteId { get; private set; }

    /// <summary>The caller's idempotency key, 1 to 255 characters.</summary>
    public string Key { get; private set; } = "";

    /// <summary>
    /// SHA-256 of key and request in hexadecimal, so that a key is not reused for another request. The key is part of
    /// it because a database may take <c>a</c> and <c>A</c> for one key.
    /// </summary>
    public string RequestHash { get; private set; } = "";

    /// <summary>The answer's JSON.</summary>
    public string Body { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    internal static string Hash(string request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)));
}
