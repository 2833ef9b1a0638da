namespace SeoRankGenius.Credits.Licensing;

/// <summary>One WordPress site under a license; its Domain pool has the same id.</summary>
public sealed class Site
{
    private const string TokenPrefix = "srgt_";

    private Site()
    {
    }

    public Guid Id { get; private set; }

    public Guid LicenseId { get; private set; }

    /// <summary>As <see cref="DomainName"/> writes it; unique among all licenses, removed sites aside.</summary>
    public string Domain { get; internal set; } = "";

    /// <summary>SHA-256 of the plugin's token, in hexadecimal; the token is shown once and never stored.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>When the plugin last called, to within <see cref="SiteTokens.UseGrain"/>. UTC; null before.</summary>
    public DateTime? TokenUsedAt { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>
    /// When an admin took it off its license; its Domain Credits stay with it for a return. UTC; null while it is
    /// connected.
    /// </summary>
    public DateTime? RemovedAt { get; internal set; }

    /// <summary>Can this be a token at all? Costs no question to the database.</summary>
    internal static bool IsToken(string text) => Secret.Has(text, TokenPrefix);

    internal static Site Connect(Guid licenseId, string domain, DateTime now) =>
        new() { Id = Guid.CreateVersion7(now), LicenseId = licenseId, Domain = domain, CreatedAt = now };

    /// <summary>Gives the site a new token; the one before stops working with the commit.</summary>
    internal string RotateToken()
    {
        var token = Secret.New(TokenPrefix);
        TokenHash = Secret.Hash(token);
        return token;
    }
}
