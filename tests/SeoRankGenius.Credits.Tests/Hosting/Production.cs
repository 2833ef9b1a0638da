using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>The app as it runs behind a proxy that speaks HTTPS for it.</summary>
internal static class Production
{
    public static Settings Settings => new(
        ("PublicUrl", "https://credits.example"), ("ForwardedHeaders_Enabled", "true"))
    {
        Environment = "Production",
    };

    /// <summary>Asks as such a proxy does: with the scheme and host that the visitor used.</summary>
    public static Task<HttpAnswer> GetSecurelyAsync(this Visitor visitor, string address)
    {
        visitor.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        visitor.Headers.Host = "credits.example";
        return visitor.GetAsync(address);
    }
}
