namespace SeoRankGenius.Credits.Demo.Sandbox.Webhooks;

/// <summary>How the account's endpoint is set up. Deliveries do not depend on it.</summary>
public sealed record WebhookEndpoint
{
    public string Status { get; init; } = "enabled";

    /// <summary>Null for the account's own version.</summary>
    public string? ApiVersion { get; init; } = EventsApi.ApiVersion;

    public IReadOnlyList<string> EnabledEvents { get; init; } = ["*"];
}
