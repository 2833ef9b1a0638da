namespace SeoRankGenius.Credits.Billing.Events;

public enum EventOutcome
{
    /// <summary>A type that the product does not use.</summary>
    Ignored,

    /// <summary>Its purchase had come at least as far already.</summary>
    NothingToDo,

    /// <summary>The purchase, or the subscription, moved on, and no credits with it.</summary>
    Noted,

    /// <summary>The purchase was credited, or a plan's credits were granted.</summary>
    Credited,

    /// <summary>Money went back, and credits with it.</summary>
    TakenBack,

    /// <summary>Money returned, and credits with it.</summary>
    GivenBack,

    /// <summary>It does not fit what we sold: nothing was credited and a person must look.</summary>
    Flagged,
}

/// <summary>An event as Stripe signed it, stored with its effect in one transaction.</summary>
public sealed class StoredEvent
{
    private StoredEvent()
    {
    }

    /// <summary>Stripe's <c>evt_…</c>; unique, so that an event has its effect once.</summary>
    public string Id { get; private set; } = "";

    public string Type { get; private set; } = "";

    /// <summary>Stripe's API version of the payload; null when it carries none.</summary>
    public string? ApiVersion { get; private set; }

    /// <summary>The id of the object that the event is about.</summary>
    public string? ObjectId { get; private set; }

    public Guid? PurchaseId { get; private set; }

    /// <summary>The license whose subscription it is about; null where it is about none of ours.</summary>
    public Guid? LicenseId { get; private set; }

    public EventOutcome Outcome { get; private set; }

    /// <summary>Why it was flagged, for people; null otherwise.</summary>
    public string? Reason { get; private set; }

    /// <summary>When Stripe made it. UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime ReceivedAt { get; private set; }

    /// <summary>The body as it was signed.</summary>
    public string Payload { get; private set; } = "";
}
