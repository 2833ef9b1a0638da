using SeoRankGenius.Credits.Tests.Fixtures;

namespace SeoRankGenius.Credits.Tests.Hosting;

/// <summary>The app as it runs behind a proxy that speaks HTTPS for it.</summary>
internal static class Production
{
    public static Settings Settings => With("Production");

    /// <summary>The same in an environment, with further settings.</summary>
    public static Settings With(string environment, params (string Key, string Value)[] settings) => new(
        [
            ("PublicUrl", "https://credits.example"), ("KnownProxies", "127.0.0.1"), ("Keys:AllowUnencrypted", "true"),
            ("Stripe:SecretKey", "sk_test_production"), ("Stripe:WebhookSecret", "whsec_production"), .. settings,
        ])
    {
        Environment = environment,
    };

    /// <summary>Asks as such a proxy does: with the scheme and host that the visitor used.</summary>
    public static Task<HttpAnswer> GetSecurelyAsync(this Visitor visitor, string address)
    {
        visitor.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        visitor.Headers.Host = "credits.example";
        return visitor.GetAsync(address);
    }
}
