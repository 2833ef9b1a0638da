namespace SeoRankGenius.Credits.Webhooks;

/// <summary>An event for one endpoint, and the attempts to deliver it. Kept for 30 days.</summary>
public sealed class WebhookDelivery
{
    /// <summary>How long deliveries are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // After each failed attempt. The last one fails 56 hours and 36 minutes after the event.
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(6), TimeSpan.FromHours(24), TimeSpan.FromHours(24),
    ];

    private WebhookDelivery() { }

    public Guid Id { get; private set; }
    public Guid EndpointId { get; private set; }

    /// <summary>Identifies the event: an endpoint gets the same key once.</summary>
    public string Key { get; private set; } = "";

    /// <summary>One of <see cref="WebhookEvents"/>.</summary>
    public string Type { get; private set; } = "";

    /// <summary>The JSON that is sent.</summary>
    public string Payload { get; private set; } = "";

    /// <summary>When the event occurred. UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>Time of the next attempt. UTC; null once it is delivered or given up.</summary>
    public DateTime? DueAt { get; internal set; }

    /// <summary>Attempts so far. Concurrency token: one instance makes each attempt.</summary>
    public int Attempts { get; private set; }

    /// <summary>The last answer's HTTP status; null without an answer.</summary>
    public int? LastStatus { get; private set; }

    /// <summary>Why the last attempt failed; null if it did not.</summary>
    public string? Error { get; private set; }

    /// <summary>UTC; null until it is accepted.</summary>
    public DateTime? DeliveredAt { get; private set; }

    /// <summary>No further attempt is made, and it was not accepted.</summary>
    public bool IsGivenUp => DueAt is null && DeliveredAt is null;

    internal static WebhookDelivery Of(
        Guid endpointId, (string Type, string Key) happened, string payload, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now), EndpointId = endpointId, Key = happened.Key, Type = happened.Type,
        Payload = payload, CreatedAt = now, DueAt = now,
    };

    /// <summary>An instance starts an attempt. Without a report, the next one is made at that time.</summary>
    internal void Take(DateTime until) => (Attempts, DueAt) = (Attempts + 1, until);

    internal void Succeed(int status, DateTime now) =>
        (DeliveredAt, DueAt, LastStatus, Error) = (now, null, status, null);

    /// <summary>Sets the next attempt; after the eighth there is none.</summary>
    internal void Fail(int? status, string error, DateTime now) => (LastStatus, Error, DueAt) =
        (status, error, Attempts <= Delays.Length ? now + Delays[Attempts - 1] : null);

    /// <summary>Sends it again, with all attempts.</summary>
    internal void Repeat(DateTime now) => (Attempts, DueAt, DeliveredAt) = (0, now, null);
}
