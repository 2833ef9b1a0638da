using Microsoft.Extensions.Configuration;

namespace SeoRankGenius.Credits.Billing;

/// <summary>How Stripe is reached. Read from <c>Stripe:…</c>.</summary>
/// <param name="SecretKey">The API key; null outside Production when none is configured.</param>
/// <param name="WebhookSecret">The endpoint's signing secret (<c>whsec_…</c>); null likewise.</param>
/// <param name="ApiBase">Origin of Stripe's API, without a trailing slash.</param>
/// <param name="Invoices">Ask Stripe for an invoice of each purchase.</param>
/// <param name="AutomaticTax">Let Stripe add tax.</param>
/// <param name="PromotionCodes">Let buyers enter promotion codes.</param>
public sealed record StripeSettings(
    string? SecretKey,
    string? WebhookSecret,
    string ApiBase,
    bool Invoices,
    bool AutomaticTax,
    bool PromotionCodes)
{
    private const string Live = "https://api.stripe.com";

    /// <summary>Do real cards get charged? Live keys start with <c>sk_live_</c> or <c>rk_live_</c>.</summary>
    public bool IsLive => SecretKey?.Contains("_live_", StringComparison.Ordinal) ?? false;

    /// <summary>Origins that a Buy Now form may end at: Stripe's checkout, or that of another API base.</summary>
    public string CheckoutOrigins => ApiBase == Live
        ? "https://checkout.stripe.com"
        : $"https://checkout.stripe.com {new Uri(ApiBase).GetLeftPart(UriPartial.Authority)}";

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

        var apiBase = (section["ApiBase"] ?? Live).TrimEnd('/');
        if (!Uri.TryCreate(apiBase, UriKind.Absolute, out var url) || !url.Scheme.StartsWith("http", StringComparison.Ordinal))
            faults.Add("Stripe:ApiBase must be a URL such as https://api.stripe.com.");

        return faults.Count > 0
            ? throw new BadConfiguration(faults)
            : new StripeSettings(
                Text(section["SecretKey"]),
                Text(section["WebhookSecret"]),
                apiBase,
                section.GetValue<bool>("Invoices"),
                section.GetValue<bool>("AutomaticTax"),
                section.GetValue<bool>("PromotionCodes"));
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
