namespace SeoRankGenius.Credits.Demo.Sandbox;

/// <summary>A request under <c>/v1</c> as received, for tests to assert on.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Path">Without the query.</param>
/// <param name="IdempotencyKey">Null when none was sent.</param>
/// <param name="StripeVersion">The requested API version; null when none was sent.</param>
/// <param name="Fields">Form or query by bracket names, like <c>line_items[0][quantity]</c>.</param>
public sealed record SandboxRequest(
    string Method,
    string Path,
    string? IdempotencyKey,
    string? StripeVersion,
    IReadOnlyDictionary<string, string> Fields);

/// <summary>The app's response to a webhook.</summary>
/// <param name="Status">The HTTP status; 0 when there was no response.</param>
/// <param name="Body">The response's text, or the error.</param>
public sealed record WebhookAnswer(int Status, string Body)
{
    /// <summary>Any 2xx: Stripe counts the event as delivered.</summary>
    public bool IsDelivered => Status is >= 200 and < 300;
}
