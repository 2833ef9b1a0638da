using BalanceTransaction = Stripe.BalanceTransaction;
using EventTypes = Stripe.EventTypes;
using StripeDispute = Stripe.Dispute;

namespace SeoRankGenius.Credits.Billing.Refunds;

/// <summary>The status of a dispute, as Stripe defines it. It only moves down this list.</summary>
public enum DisputeStatus
{
    /// <summary>The bank asks; no money has moved.</summary>
    Inquiry,

    InquiryUnderReview,

    InquiryClosed,

    /// <summary>The bank has withdrawn the money and waits for evidence.</summary>
    NeedsResponse,

    UnderReview,

    /// <summary>Resolved before it became a dispute.</summary>
    Prevented,

    /// <summary>The money stays with the buyer.</summary>
    Lost,

    /// <summary>The money comes back.</summary>
    Won,
}

/// <summary>
/// A buyer's bank takes a purchase's money back, or asks about it. The amounts withdrawn and reinstated only grow, so
/// events may be late, repeated and in any order.
/// </summary>
public sealed class Dispute
{
    private Dispute()
    {
    }

    /// <summary>Stripe's <c>du_…</c>.</summary>
    public string Id { get; private set; } = "";

    public Guid LicenseId { get; private set; }

    /// <summary>The purchase that was paid; null for the invoice of a plan.</summary>
    public Guid? PurchaseId { get; private set; }

    /// <summary>The plan's invoice that was paid, Stripe's <c>in_…</c>; null for a purchase.</summary>
    public string? InvoiceId { get; private set; }

    /// <summary>The disputed amount in whole minor units.</summary>
    public long AmountMinor { get; private set; }

    /// <summary>Whole minor units withdrawn from our account, without fees.</summary>
    public long WithdrawnMinor { get; private set; }

    /// <summary>Whole minor units of them that were returned.</summary>
    public long ReinstatedMinor { get; private set; }

    public DisputeStatus Status { get; private set; }

    /// <summary>Stripe's code for what the buyer claims.</summary>
    public string? Reason { get; private set; }

    /// <summary>Until when evidence can be submitted. UTC; null while Stripe names no deadline.</summary>
    public DateTime? EvidenceDueAt { get; private set; }

    /// <summary>How often evidence was submitted.</summary>
    public long EvidenceSubmissions { get; private set; }

    /// <summary>When Stripe made it. UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>Whole minor units withdrawn and not returned.</summary>
    public long HeldMinor => WithdrawnMinor - ReinstatedMinor;

    internal static Dispute Of(PaidCredits paid, DisputeSnapshot snapshot)
    {
        var dispute = new Dispute
        {
            Id = snapshot.Dispute.Id,
            LicenseId = paid.LicenseId,
            PurchaseId = paid.Source.PurchaseId,
            InvoiceId = paid.Source.InvoiceId,
            Reason = snapshot.Dispute.Reason,
            CreatedAt = snapshot.Dispute.Created,
        };
        dispute.Update(snapshot);
        return dispute;
    }

    /// <summary>Takes over its state at Stripe, current or older. False when nothing has changed.</summary>
    internal bool Update(DisputeSnapshot snapshot)
    {
        var before = (AmountMinor, WithdrawnMinor, ReinstatedMinor, Status, EvidenceDueAt, EvidenceSubmissions);
        var evidence = snapshot.Dispute.EvidenceDetails;
        EvidenceDueAt = evidence?.DueBy ?? EvidenceDueAt;
        EvidenceSubmissions = Math.Max(EvidenceSubmissions, evidence?.SubmissionCount ?? 0);
        AmountMinor = Math.Max(AmountMinor, snapshot.Dispute.Amount);
        WithdrawnMinor = Math.Max(WithdrawnMinor, snapshot.WithdrawnMinor);
        ReinstatedMinor = Math.Min(Math.Max(ReinstatedMinor, snapshot.ReinstatedMinor), WithdrawnMinor);
        var status = StatusOf(snapshot.Dispute.Status);
        Status = status > Status ? status : Status;
        return before
            != (AmountMinor, WithdrawnMinor, ReinstatedMinor, Status, EvidenceDueAt, EvidenceSubmissions);
    }

    /// <summary>Does Stripe know more of it?</summary>
    internal bool IsBehind(DisputeSnapshot snapshot) =>
        StatusOf(snapshot.Dispute.Status) > Status || snapshot.WithdrawnMinor > WithdrawnMinor
        || snapshot.ReinstatedMinor > ReinstatedMinor;

    private static DisputeStatus StatusOf(string? status) => status switch
    {
        "warning_needs_response" => DisputeStatus.Inquiry,
        "warning_under_review" => DisputeStatus.InquiryUnderReview,
        "warning_closed" => DisputeStatus.InquiryClosed,
        "under_review" => DisputeStatus.UnderReview,
        "prevented" => DisputeStatus.Prevented,
        "lost" => DisputeStatus.Lost,
        "won" => DisputeStatus.Won,
        _ => DisputeStatus.NeedsResponse,
    };
}

/// <summary>A dispute as Stripe described it, and the type of the event; null when it was read back.</summary>
internal sealed record DisputeSnapshot(StripeDispute Dispute, string? EventType)
{
    private List<BalanceTransaction> Moves => Dispute.BalanceTransactions ?? [];

    /// <summary>
    /// The disputed amount for each withdrawal; without balance transactions, by the type of the event. The
    /// transactions are in the currency of the bank account: only their direction counts.
    /// </summary>
    public long WithdrawnMinor => Moves.Count > 0
        ? Moves.Count(move => move.Amount < 0) * Dispute.Amount
        : EventType is EventTypes.ChargeDisputeFundsWithdrawn or EventTypes.ChargeDisputeFundsReinstated
            ? Dispute.Amount
            : 0;

    /// <summary>The same for the money that came back: the disputed amount, or the won share of it.</summary>
    public long ReinstatedMinor => Moves.Count > 0
        ? Moves.Where(move => move.Amount > 0).Sum(Share)
        : EventType is EventTypes.ChargeDisputeFundsReinstated ? Dispute.Amount : 0;

    // Converted by the transaction's own rate: the rate may have changed since the withdrawal. A difference that
    // rounding to the bank account's minor units explains is none.
    private long Share(BalanceTransaction move)
    {
        if (move.ExchangeRate is not > 0 && move.Currency != Dispute.Currency)
            return Dispute.Amount;
        var rate = move.Currency == Dispute.Currency ? 1 : move.ExchangeRate!.Value;
        return Dispute.Amount * rate - move.Amount < (rate == 1 ? 1 : 1.5m)
            ? Dispute.Amount
            : (long)Math.Round(move.Amount / rate, MidpointRounding.AwayFromZero);
    }
}
