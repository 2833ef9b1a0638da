namespace SeoRankGenius.Credits.Billing.Events;

public enum EventOutcome
{
    /// <summary>A type without effect, or an object that is not ours.</summary>
    Ignored,

    /// <summary>Everything it says was known already.</summary>
    NothingToDo,

    /// <summary>The purchase or the subscription changed; no credits moved.</summary>
    Noted,

    /// <summary>The purchase was credited, or credits included in a plan were granted.</summary>
    Credited,

    /// <summary>Money was refunded or withdrawn, and credits were taken back.</summary>
    TakenBack,

    /// <summary>Money was returned to us, and credits were reinstated.</summary>
    GivenBack,

    /// <summary>It does not match what was sold: nothing was changed, and an operator must look at it.</summary>
    Flagged,
}

/// <summary>A Stripe event, stored with its effect in one transaction.</summary>
public sealed class StoredEvent
{
    private StoredEvent()
    {
    }

    /// <summary>Stripe's <c>evt_…</c>. Unique, so that an event takes effect once.</summary>
    public string Id { get; private set; } = "";

    public string Type { get; private set; } = "";

    /// <summary>The API version of the payload; null when it carries none.</summary>
    public string? ApiVersion { get; private set; }

    /// <summary>The id of the event's object.</summary>
    public string? ObjectId { get; private set; }

    public Guid? PurchaseId { get; private set; }

    /// <summary>The license whose subscription it is about; null where it is about none of ours.</summary>
    public Guid? LicenseId { get; private set; }

    public EventOutcome Outcome { get; private set; }

    /// <summary>Why it was flagged, as a sentence for an operator; null otherwise.</summary>
    public string? Reason { get; private set; }

    /// <summary>When Stripe created it. UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime ReceivedAt { get; private set; }

    /// <summary>The body as it was signed.</summary>
    public string Payload { get; private set; } = "";
}
