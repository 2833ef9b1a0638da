namespace SeoRankGenius.Credits.Demo.Sandbox;

/// <summary>How a <see cref="StripeSandbox"/> starts.</summary>
public sealed record SandboxOptions
{
    /// <summary>
    /// Where it listens; port 0 picks a free one. Loopback only, because its pages have no sign-in:
    /// any other host is refused with an <see cref="ArgumentException"/>.
    /// </summary>
    public string Url { get; init; } = "http://localhost:5081";

    /// <summary>Where events are posted. Null holds them until <see cref="StripeSandbox.WebhookUrl"/> is set.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>The accepted key; any other is answered 401.</summary>
    public string SecretKey { get; init; } = "sk_test_demo";

    /// <summary>Signs deliveries (its UTF-8 bytes, prefix included, as Stripe does).</summary>
    public string WebhookSecret { get; init; } = "whsec_demo_secret";

    /// <summary>
    /// A JSON snapshot, rewritten at each change: sessions, payments, events, deliveries and idempotency keys
    /// survive a restart. Null keeps them in memory.
    /// </summary>
    public string? DataFile { get; init; }

    /// <summary>The clock of <c>created</c>, expiry, signatures, retries and delays.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The wait after a first failed delivery; then three times as long each, an hour at most.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The time until a bank debit is paid or fails; null leaves it pending until a call ends it.</summary>
    public TimeSpan? BankDebitDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The name on the checkout page.</summary>
    public string SellerName { get; init; } = "SEO Rank Genius";

    /// <summary>
    /// Sends deliveries to an app without a port (a test host's handler); null uses the network.
    /// The sandbox does not dispose it.
    /// </summary>
    public HttpMessageHandler? WebhookTransport { get; init; }
}
