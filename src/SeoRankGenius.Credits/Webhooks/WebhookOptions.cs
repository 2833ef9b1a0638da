namespace SeoRankGenius.Credits.Webhooks;

/// <summary>Outgoing webhooks: <c>Webhooks:…</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Allows <c>http</c> and addresses of the own network. Only for development: an owner could reach internal
    /// services.
    /// </summary>
    public bool AllowPrivateTargets { get; set; }
}
