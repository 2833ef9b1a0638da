namespace SeoRankGenius.Credits.BackOffice.Adjustments;

/// <summary>The kind of a request.</summary>
public enum ApprovalKind
{
    /// <summary>Credits added to or taken from one pool.</summary>
    Adjustment,

    /// <summary>Credits moved to another pool of the same license.</summary>
    Transfer,

    /// <summary>The reversal of an earlier adjustment.</summary>
    Undo,

    /// <summary>A refund to a buyer.</summary>
    Refund,
}

public enum ApprovalStatus
{
    Waiting,

    /// <summary>Carried out with the approval of a second admin.</summary>
    Approved,

    /// <summary>Rejected by a second admin; nothing was done.</summary>
    Rejected,

    /// <summary>Withdrawn by the requester; nothing was done.</summary>
    Withdrawn,
}

/// <summary>
/// A change above the limit that waits for a second admin. Decided once, and never by the requester. Enforced by the
/// operation, a CHECK, and a trigger that prevents changes to a decided request.
/// </summary>
public sealed class ApprovalRequest
{
    private ApprovalRequest()
    {
    }

    /// <summary>A waiting request of an admin who is signed in.</summary>
    internal ApprovalRequest(Guid id, ApprovalKind kind, Actor asker, DateTime now) =>
        (Id, Kind, AskedById, AskedBy, AskedAt) = (id, kind, asker.UserId!.Value, asker.Name, now);

    /// <summary>The form's one-time id; the ledger's cause is derived from it.</summary>
    public Guid Id { get; private set; }

    public ApprovalKind Kind { get; private set; }

    /// <summary>Concurrency token.</summary>
    public ApprovalStatus Status { get; private set; }

    public Guid LicenseId { get; internal init; }

    /// <summary>The pool of an adjustment; the source of a transfer.</summary>
    public Guid? PoolId { get; internal init; }

    /// <summary>The target of a transfer.</summary>
    public Guid? ToPoolId { get; internal init; }

    /// <summary>The transaction that an undo reverses.</summary>
    public Guid? ReversesId { get; internal init; }

    /// <summary>The purchase of a refund; null for a plan's invoice.</summary>
    public Guid? PurchaseId { get; internal init; }

    /// <summary>The plan's invoice of a refund, Stripe's <c>in_…</c>; null for a purchase.</summary>
    public string? InvoiceId { get; internal init; }

    /// <summary>Whole credits: positive or negative for an adjustment, positive for a transfer; else 0.</summary>
    public long Credits { get; internal init; }

    /// <summary>Whole minor units of the payment's currency, for a refund.</summary>
    public long? AmountMinor { get; internal init; }

    /// <summary>The reason code.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>The reason, in the requester's words.</summary>
    public string Sentence { get; internal init; } = "";

    /// <summary>A ticket number or similar; null for none.</summary>
    public string? Reference { get; internal init; }

    public Guid AskedById { get; private set; }

    /// <summary>The requester's e-mail address at that time.</summary>
    public string AskedBy { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime AskedAt { get; private set; }

    public Guid? DecidedById { get; private set; }

    /// <summary>The deciding admin's e-mail address at that time.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was rejected; null otherwise.</summary>
    public string? DecisionNote { get; private set; }

    internal void Decide(ApprovalStatus status, Actor decider, string? note, DateTime now) =>
        (Status, DecidedById, DecidedBy, DecisionNote, DecidedAt) = (status, decider.UserId, decider.Name, note, now);
}
