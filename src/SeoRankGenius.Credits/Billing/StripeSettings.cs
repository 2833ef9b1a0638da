using Microsoft.Extensions.Configuration;

namespace SeoRankGenius.Credits.Billing;

/// <summary>How Stripe is reached. Read from <c>Stripe:…</c>.</summary>
/// <param name="SecretKey">The API key; null outside Production when none is configured.</param>
/// <param name="WebhookSecret">The endpoint's signing secret (<c>whsec_…</c>); null likewise.</param>
/// <param name="ApiBase">Origin of Stripe's API, without a trailing slash.</param>
/// <param name="CheckoutOrigin">Origin of Stripe's checkout page; another one with a custom domain.</param>
/// <param name="PortalOrigin">Origin of Stripe's billing portal; another one with a custom domain.</param>
/// <param name="Invoices">Ask Stripe for an invoice of each purchase.</param>
/// <param name="AutomaticTax">Let Stripe add tax.</param>
/// <param name="PromotionCodes">Let buyers enter promotion codes.</param>
public sealed record StripeSettings(
    string? SecretKey,
    string? WebhookSecret,
    string ApiBase,
    string CheckoutOrigin,
    string PortalOrigin,
    bool Invoices,
    bool AutomaticTax,
    bool PromotionCodes)
{
    private const string Api = "https://api.stripe.com", Checkout = "https://checkout.stripe.com",
        Portal = "https://billing.stripe.com";

    /// <summary>Do real cards get charged? Live keys start with <c>sk_live_</c> or <c>rk_live_</c>.</summary>
    public bool IsLive => SecretKey?.Contains("_live_", StringComparison.Ordinal) ?? false;

    /// <summary>False for an emulator of Stripe's API.</summary>
    public bool IsStripeItself => ApiBase == Api;

    /// <summary>
    /// Reads the settings. Throws <see cref="BadConfiguration"/> for a base that is no URL and, with
    /// <paramref name="required"/>, for each missing key.
    /// </summary>
    public static StripeSettings Read(IConfiguration configuration, bool required)
    {
        var section = configuration.GetSection("Stripe");
        var faults = new List<string>();
        foreach (var key in required ? ["SecretKey", "WebhookSecret"] : Array.Empty<string>())
            if (string.IsNullOrWhiteSpace(section[key]))
                faults.Add(
                    $"Stripe:{key} is missing. Put it into the environment as Stripe__{key}, or into user secrets.");

        var apiBase = (section["ApiBase"] ?? Api).TrimEnd('/');
        // An emulator of Stripe's API serves its pages as well.
        var checkout = (section["CheckoutOrigin"] ?? (apiBase == Api ? Checkout : apiBase)).TrimEnd('/');
        var portal = (section["PortalOrigin"] ?? (apiBase == Api ? Portal : apiBase)).TrimEnd('/');
        foreach (var (key, url) in (ReadOnlySpan<(string, string)>)
            [("ApiBase", apiBase), ("CheckoutOrigin", checkout), ("PortalOrigin", portal)])
            if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
                faults.Add($"Stripe:{key} must be a URL such as {Api}.");

        return faults.Count > 0
            ? throw new BadConfiguration(faults)
            : new StripeSettings(
                Text(section["SecretKey"]),
                Text(section["WebhookSecret"]),
                apiBase,
                checkout,
                portal,
                section.GetValue<bool>("Invoices"),
                section.GetValue<bool>("AutomaticTax"),
                section.GetValue<bool>("PromotionCodes"));
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
