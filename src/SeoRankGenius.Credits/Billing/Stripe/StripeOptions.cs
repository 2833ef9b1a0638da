using FluentValidation;
using Microsoft.Extensions.Hosting;

namespace SeoRankGenius.Credits.Billing.Stripe;

/// <summary>Settings of Stripe: <c>Stripe:…</c>.</summary>
public sealed class StripeOptions
{
    internal const string Api = "https://api.stripe.com";

    /// <summary>The API key; null outside Production when none is configured.</summary>
    public string? SecretKey { get; set => field = Text(value); }

    /// <summary>The endpoint's signing secret (<c>whsec_…</c>); null likewise.</summary>
    public string? WebhookSecret { get; set => field = Text(value); }

    /// <summary>Also accepted, while the secret is rotated; null otherwise.</summary>
    public string? PreviousWebhookSecret { get; set => field = Text(value); }

    /// <summary>Every secret that an event may be signed with.</summary>
    public IEnumerable<string> WebhookSecrets =>
        new[] { WebhookSecret, PreviousWebhookSecret }.OfType<string>();

    /// <summary>Origin of Stripe's API, without a trailing slash.</summary>
    public string ApiBase { get; set => field = value.TrimEnd('/'); } = Api;

    /// <summary>Origin of the checkout page. An emulator of the API serves it as well.</summary>
    public string CheckoutOrigin
    {
        get => field ?? (IsStripeItself ? "https://checkout.stripe.com" : ApiBase);
        set => field = value.TrimEnd('/');
    }

    /// <summary>Origin of the billing portal. An emulator of the API serves it as well.</summary>
    public string PortalOrigin
    {
        get => field ?? (IsStripeItself ? "https://billing.stripe.com" : ApiBase);
        set => field = value.TrimEnd('/');
    }

    /// <summary>Asks Stripe for an invoice of each purchase.</summary>
    public bool Invoices { get; set; }

    /// <summary>Lets Stripe add tax.</summary>
    public bool AutomaticTax { get; set; }

    /// <summary>Lets buyers enter promotion codes.</summary>
    public bool PromotionCodes { get; set; }

    /// <summary>
    /// The connected account (<c>acct_…</c>) whose events are accepted besides our own; null accepts none.
    /// </summary>
    public string? ConnectedAccount { get; set => field = Text(value); }

    /// <summary>Seconds between two reconciliation passes, and before a pass reads something new.</summary>
    public int SweepSeconds { get; set; } = 300;

    /// <summary>True when real cards are charged: live keys start with <c>sk_live_</c> or <c>rk_live_</c>.</summary>
    public bool IsLive => SecretKey?.Contains("_live_", StringComparison.Ordinal) ?? false;

    /// <summary>False for an emulator of Stripe's API.</summary>
    public bool IsStripeItself => ApiBase == Api;

    /// <summary>Whether events of this account are accepted; null is our own account.</summary>
    public bool Accepts(string? account) => account is null || account == ConnectedAccount;

    /// <summary>Why objects of these modes are not applied, as a sentence; null when all match our key.</summary>
    internal string? ModeMismatch(params ReadOnlySpan<bool?> areLive)
    {
        foreach (var isLive in areLive)
            if (isLive is { } mode && mode != IsLive)
                return IsLive
                    ? "It was made in test mode, but the configured key is live."
                    : "It was made in live mode, but the configured key is a test key.";
        return null;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

/// <summary>
/// Outside Development the keys are required, and are not those of the demo. A message never repeats a key.
/// </summary>
public sealed class StripeRules : AbstractValidator<StripeOptions>
{
    private const string OfDemo = "is the key of the demo, which everyone knows. Use your own.";

    public StripeRules(IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
        {
            RuleFor(stripe => stripe.SecretKey).NotNull().WithMessage(Missing("SecretKey"));
            RuleFor(stripe => stripe.WebhookSecret).NotNull().WithMessage(Missing("WebhookSecret"));
            RuleFor(stripe => stripe.SecretKey).NotEqual("sk_test_demo").WithMessage(OfDemo);
            RuleFor(stripe => stripe.WebhookSecret).NotEqual("whsec_demo_secret").WithMessage(OfDemo);
            RuleFor(stripe => stripe.ApiBase)
                .Must(text => !Uri.TryCreate(text, UriKind.Absolute, out var url)
                    || url.Scheme == Uri.UriSchemeHttps || url.IsLoopback)
                .WithMessage("must start with https outside Development, unless it is on this machine.");
        }

        RuleFor(stripe => stripe.SecretKey)
            .Must(key => key?.StartsWith("pk_", StringComparison.Ordinal) != true)
            .WithMessage("is a publishable key. Use the secret key, which starts with sk_ or rk_.");
        Secret(RuleFor(stripe => stripe.WebhookSecret));
        Secret(RuleFor(stripe => stripe.PreviousWebhookSecret));
        Url(RuleFor(stripe => stripe.ApiBase));
        Url(RuleFor(stripe => stripe.CheckoutOrigin)).When(stripe => stripe.CheckoutOrigin != stripe.ApiBase);
        Url(RuleFor(stripe => stripe.PortalOrigin)).When(stripe => stripe.PortalOrigin != stripe.ApiBase);
        RuleFor(stripe => stripe.SweepSeconds).GreaterThan(0).WithMessage("must be at least 1.");
    }

    private static string Missing(string key) =>
        $"is missing. Put it into the environment as Stripe__{key}, or into user secrets.";

    private static void Secret(IRuleBuilder<StripeOptions, string?> rule) => rule
        .Must(secret => secret?.StartsWith("we_", StringComparison.Ordinal) != true)
        .WithMessage("is the endpoint's id. Use its signing secret, which starts with whsec_.");

    private static IRuleBuilderOptions<StripeOptions, string> Url(IRuleBuilder<StripeOptions, string> rule) => rule
        .Must(text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        .WithMessage($"must be a URL such as {StripeOptions.Api}.");
}
