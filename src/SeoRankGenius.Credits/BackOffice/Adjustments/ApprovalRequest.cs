using SeoRankGenius.Credits.BackOffice.Audit;

namespace SeoRankGenius.Credits.BackOffice.Adjustments;

/// <summary>What a second admin is asked for.</summary>
public enum ApprovalKind
{
    /// <summary>Credits into or out of one pool.</summary>
    Adjustment,

    /// <summary>Credits from one pool to another of the same license.</summary>
    Transfer,

    /// <summary>The contrary of an earlier adjustment.</summary>
    Undo,

    /// <summary>Money back to a buyer.</summary>
    Refund,
}

public enum ApprovalStatus
{
    Waiting,

    /// <summary>Done, by the word of a second admin.</summary>
    Approved,

    /// <summary>A second admin said no; nothing was done.</summary>
    Rejected,

    /// <summary>The asker no longer wants it; nothing was done.</summary>
    Withdrawn,
}

/// <summary>
/// Something above the limit that waits for a second admin. Decided once, and never by whoever asked: rule of the
/// operation, of a CHECK, and of a trigger that keeps what is decided as it is.
/// </summary>
public sealed class ApprovalRequest
{
    private ApprovalRequest()
    {
    }

    /// <summary>The one-time id of the form, and what the ledger's cause is made of.</summary>
    public Guid Id { get; private set; }

    public ApprovalKind Kind { get; private set; }

    /// <summary>Decides between two that decide at once: a concurrency token.</summary>
    public ApprovalStatus Status { get; private set; }

    public Guid LicenseId { get; private set; }

    /// <summary>The pool of an adjustment; where a transfer's credits come from.</summary>
    public Guid? PoolId { get; private set; }

    /// <summary>Where a transfer's credits go.</summary>
    public Guid? ToPoolId { get; private set; }

    /// <summary>The transaction that an undo corrects.</summary>
    public Guid? ReversesId { get; private set; }

    /// <summary>The purchase that a refund pays back.</summary>
    public Guid? PurchaseId { get; private set; }

    /// <summary>Whole credits: an adjustment's up or down, a transfer's above zero; else 0.</summary>
    public long Credits { get; private set; }

    /// <summary>Whole cents of the purchase's currency, for a refund.</summary>
    public long? AmountCents { get; private set; }

    /// <summary>The code of the reason.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Why, in the asker's words.</summary>
    public string Sentence { get; private set; } = "";

    /// <summary>A ticket or the like; null for none.</summary>
    public string? Reference { get; private set; }

    public Guid AskedById { get; private set; }

    /// <summary>The asker's e-mail address at that moment.</summary>
    public string AskedBy { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime AskedAt { get; private set; }

    public Guid? DecidedById { get; private set; }

    /// <summary>The e-mail address, at that moment, of who decided.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was rejected; null otherwise.</summary>
    public string? DecisionNote { get; private set; }

    /// <summary>A request that waits from now on.</summary>
    internal static ApprovalRequest Ask(Guid id, Actor asker, ApprovalInput asked, DateTime now) => new()
    {
        Id = id,
        Kind = asked.Kind,
        LicenseId = asked.LicenseId,
        PoolId = asked.PoolId,
        ToPoolId = asked.ToPoolId,
        ReversesId = asked.ReversesId,
        PurchaseId = asked.PurchaseId,
        Credits = asked.Credits,
        AmountCents = asked.AmountCents,
        Reason = asked.Reason,
        Sentence = asked.Sentence,
        Reference = asked.Reference,
        AskedById = asker.UserId ?? throw new InvalidOperationException("Only an admin who signed in can ask."),
        AskedBy = asker.Name,
        AskedAt = now,
    };

    internal void Decide(ApprovalStatus status, Actor decider, string? note, DateTime now) =>
        (Status, DecidedById, DecidedBy, DecisionNote, DecidedAt) = (status, decider.UserId, decider.Name, note, now);
}

/// <summary>What a request asks for, in the words of <see cref="ApprovalRequest"/>.</summary>
internal sealed record ApprovalInput(ApprovalKind Kind, Guid LicenseId, string Reason, string Sentence)
{
    public Guid? PoolId { get; init; }

    public Guid? ToPoolId { get; init; }

    public Guid? ReversesId { get; init; }

    public Guid? PurchaseId { get; init; }

    public long Credits { get; init; }

    public long? AmountCents { get; init; }

    public string? Reference { get; init; }
}
